"""Growth messages (成长寄语) and the growth archive (成长档案)."""
