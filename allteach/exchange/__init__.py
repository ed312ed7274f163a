"""Files in and out: tables people keep, read strictly and written safely.

A file that comes in goes one way: `files.read_file` lets a child process read it and gives a `Sheetful` of rows;
`layout.propose` says what its columns seem to mean; a person makes that a `Mapping`; `survey.survey` walks the whole
file under it, `questions.questions_about` asks what it leaves open, and `rows.rows_of` gives its values or says what is
wrong. None of these writes to the database: what is stored is decided by whoever calls.

Tables go out by `formats.FORMATS`.

Always true: a file ends in values or in words, never in an error; what is hidden or missing is never 0; nothing is
guessed; every line of a file is accounted for.
"""
