"""The papers of a scheme as Word, composed from its data.

They are Chinese official papers whatever language the pages speak, so their words are not marked for translation.
"""
