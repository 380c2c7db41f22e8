"""自带文书模板: the built-in templates of letters and forms, made from the wording as DOCX.

`python -m cases.letters.building` writes them to templates/letters; the same wording gives the same
bytes. An office downloads one, changes it in Word or WPS and uploads its own version: the wording
stands in it with its fields, styles have their Chinese names, and {%p … %} lines are small and grey.

Where the seal goes is the bookmark `seal`: the empty lines above the organ's name, the name and the
date. A platform for electronic seals finds it there, or by the text of the date.
"""
