// Keys go to the program at once, without a click into it.
addEventListener("load", () => document.querySelector(".xterm-helper-textarea").focus());
