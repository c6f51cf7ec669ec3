"""How rules are read and said: English into the forms of rules.py and back, with every error and a better wording.

The way in is text.py, one room up. From the words upwards: words, phrasebook and cursor know a sentence's words;
phrases, happenings, subjects, doers and things read its parts; triggered and sentences read whole forms; say says
them; wordings, rewrites, exemptions and mending find what somebody meant; outline and printing know a manual's shape.
"""
