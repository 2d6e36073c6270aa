"""Sentences in Chinese and English for codes of the engines; plain templates, for workbook and pages alike."""
