"""Spreadsheets that are brought in: read, mapped, held row by row against what is there, brought in and taken back.

The order of the work: a file becomes rows (workbook, table), its columns are taken for fields (targets, guessing), a
column's days and numbers are read in its own way (cells), every row becomes what would be done with it (plan, matching,
names), all of it comes in with one flip (bring_in) and goes again (take_back).
"""
