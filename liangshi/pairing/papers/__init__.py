"""Papers of the pairing app: Word and workbooks."""
