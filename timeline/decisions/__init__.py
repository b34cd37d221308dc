"""A person's decisions: kept apart from what was extracted, undoable, and final.

    typed words -> form -> action -> cells -> writer -> rows, links, index, history

A decision sets cells: one kind of thing ("date", "title") on one account, article or actor.
"""
