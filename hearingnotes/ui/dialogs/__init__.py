"""Dialogues above another screen: keys, themes, anchors, lists to select from."""
