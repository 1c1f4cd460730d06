"""Runs one task on behalf of the emulator: a Python file, a notebook or an entry point of a wheel.

What is to be run is said in the JSON file that is the only argument. What comes of it is written,
line by line, to another file: task values, what a notebook exits with, the error.
"""

import builtins
import contextlib
import importlib
import importlib.metadata
import json
import linecache
import os
import pathlib
import shutil
import signal
import sys
import traceback
import types


def guard(folder):
    """Leaves a process behind that ends this whole process group when the emulator is gone.

    The emulator holds the other end of standard input: it closes when the emulator ends, however it
    does. The guard removes the task's folder as well, which nobody else would. It is not a child of
    this process, so that the task's own waiting never meets it.
    """
    child = os.fork()
    if child == 0:
        if os.fork() == 0:
            for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(name, signal.SIG_IGN)
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 1)
            os.dup2(null, 2)
            while os.read(0, 1):
                pass
            with contextlib.suppress(OSError):
                os.kill(os.getpgrp(), signal.SIGKILL)
            shutil.rmtree(folder, ignore_errors=True)
            os.killpg(0, signal.SIGKILL)
        os._exit(0)
    os.waitpid(child, 0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    guard(os.path.dirname(here))
    import emulator_dbutils

    task = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    journal = open(task["journal"], "a", encoding="utf-8")

    def note(**event):
        journal.write(json.dumps(event) + "\n")
        journal.flush()

    dbutils = emulator_dbutils.DBUtils(task["widgets"], task["values"], note)
    provided = {"dbutils": dbutils, "spark": emulator_dbutils.NoSpark(), "display": print}
    runtime = types.ModuleType("databricks.sdk.runtime")
    vars(runtime).update(provided, __all__=list(provided))
    # Found by its whole name: the SDK itself may be installed or not.
    sys.modules[runtime.__name__] = runtime

    sys.argv = task["argv"]
    sys.path = [path for path in sys.path if os.path.abspath(path or ".") != here]
    try:
        if task["kind"] == "wheel":
            call_entry_point(task["package"], task["entry_point"])
        else:
            run_code(task, provided)
    except emulator_dbutils.NotebookExit as exit:
        note(exit=exit.value)
    except SystemExit as exit:
        if exit.code not in (None, 0):
            fail(note)
            raise
    except BaseException:
        fail(note)
        sys.exit(1)


def run_code(task, provided):
    """Runs a file or a notebook as the main module."""
    file = task["file"]
    sys.path.insert(0, task["path"])
    module = types.ModuleType("__main__")
    vars(module).update(provided, __file__=file)
    sys.modules["__main__"] = module
    if task["kind"] == "notebook":
        run_notebook(file, vars(module), task, ())
    else:
        source = pathlib.Path(file).read_bytes()
        exec(compile(source, shown(file, task), "exec", dont_inherit=True), vars(module))


def shown(file, task):
    """A file's path as traces show it: its path in the workspace, not the one it was copied to."""
    name = file.removeprefix(task["folder"])
    if name != file:
        lines = pathlib.Path(file).read_text(encoding="utf-8", errors="replace").splitlines(True)
        linecache.cache[name] = (0, None, lines, name)
    return name


CELL = "# COMMAND ----------"
MAGIC = "# MAGIC"
TEXT = ("%md", "%md-sandbox")


def run_notebook(file, names, task, above):
    """Runs the cells of a notebook in source form, one after the other."""
    if file in above:
        raise RecursionError(f"The notebook {file} runs itself with %run.")
    lines = pathlib.Path(file).read_text(encoding="utf-8-sig").splitlines()
    cell = []
    for number, line in enumerate([*lines, CELL]):
        if line.strip() != CELL:
            cell.append(line)
            continue
        run_cell(cell, number - len(cell), file, names, task, above)
        cell = []


def run_cell(cell, start, file, names, task, above):
    """Runs one cell, which starts below this line of the file."""
    plain = [line[len(MAGIC) :].removeprefix(" ") if line.startswith(MAGIC) else line for line in cell]
    first = next((line for line in plain if line.strip() and not line.startswith("#")), "")
    word, _, rest = first.strip().partition(" ")
    if not any(line.startswith(MAGIC) for line in cell):
        word = ""
    if word in TEXT:
        return
    if word == "%run":
        target, parameters = split_run(rest)
        if parameters:
            raise NotImplementedError("jobs-emulator runs notebooks with %run without parameters.")
        if target not in task["notebooks"][file]:
            raise FileNotFoundError(f"The notebook {target!r} of a %run does not exist.")
        run_notebook(task["notebooks"][file][target], names, task, (*above, file))
        return
    if word in ("%pip", "%conda"):
        raise NotImplementedError(
            f"jobs-emulator does not run {word} in notebooks: name the packages in the libraries "
            "of the task, or in an environment of the job."
        )
    if word == "%python":
        plain[plain.index(first)] = rest
    elif word.startswith("%"):
        raise NotImplementedError(f"jobs-emulator does not run cells with {word}.")
    source = "\n" * start + "\n".join(plain)
    exec(compile(source, shown(file, task), "exec", dont_inherit=True), names)


def split_run(text):
    """The notebook that a %run names, be it quoted, and what follows it."""
    text = text.strip()
    if text[:1] in ("'", '"'):
        target, _, rest = text[1:].partition(text[0])
    else:
        target, _, rest = text.partition(" ")
    return target, rest.strip()


def call_entry_point(package, name):
    """Calls an entry point by the metadata of the package, or else a function of the package.

    Unlike for a script, what it returns is not the code that the process exits with.
    """
    try:
        points = importlib.metadata.distribution(package).entry_points
    except importlib.metadata.PackageNotFoundError:
        points = ()
    for point in points:
        if point.name == name:
            point.load()()
            return
    module = importlib.import_module(package.replace("-", "_"))
    function = getattr(module, name, None)
    if function is None:
        raise AttributeError(f"The package {package!r} has no entry point {name!r}.")
    function()


def fail(note):
    """Tells the error of the code that was run, without the frames of this file."""
    kind, error, trace = sys.exc_info()
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    text = "".join(traceback.format_exception(kind, error, trace))
    name = kind.__qualname__
    if kind.__module__ not in (builtins.__name__, "__main__"):
        name = f"{kind.__module__}.{name}"
    message = (str(error).splitlines() or [""])[0]
    note(error=f"{name}: {message}" if message else name, trace=text)
    sys.stderr.write(text)


if __name__ == "__main__":
    main()
