"""The learned tagger: source, cue and content as a small transformer marks them, and their links.

`words`, `windows` and `decode` serve training and extraction alike; `network`, `corpus` and
`train` need the extra ``quotes[train]`` (torch) and are never imported at run time.
"""
