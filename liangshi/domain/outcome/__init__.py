"""What a finished matching amounts to: figures for people, counted once for workbook and pages alike."""
