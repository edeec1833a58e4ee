const upper = (text, mark) => iml.upper(text) + mark;
