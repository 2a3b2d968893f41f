def sce_read(text, kind, name):
    """Compiles the one expression that an answer is; whatever else it is ends the program."""
    import ast

    text = text.strip()
    if kind == "assertion" and "\n" in text:
        lines = [line for line in text.splitlines() if "assert" in line and not line.startswith("#")]
        text = lines[0].strip() if lines else text
    stated = text.startswith("assert")
    if kind == "assertion" and not stated:
        value = ast.parse(text, "answer", "eval").body
    else:
        source = text if stated else "assert 0 == " + text
        statements = ast.parse(source, "answer").body
        test = statements[0].test if len(statements) == 1 and isinstance(statements[0], ast.Assert) else None
        if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq) or len(test.ops) != 1:
            raise SyntaxError("the answer is not one value")
        value = test.left if stated and kind == "input" else test.comparators[0]
        if kind == "output" and name in (ast.get_source_segment(source, value) if stated else text):
            raise SyntaxError("the answer repeats the call instead of its value")
    if kind == "input" and not (isinstance(value, ast.Call) and getattr(value.func, "id", None) == name):
        raise SyntaxError("the answer is not a call of " + name)
    return compile(ast.Expression(value), "answer", "eval")


def sce_answer():
    return eval(sce_code, globals())
