"""DuckDB's C library, taken from its Python wheel.

The wheel's extension module exports the whole C API, and leaves names of Python undefined. A stub library gives them:
zeroed data, and functions that print their name and abort (none is ever called). Both end up in <cache>/lib/.
"""

import platform
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from elf_names import dynamic_names
from places import Failure, Places, pip, run, say

LIBRARY = "libduckdb-wheel.so"
STUB = "libduckdb-wheel-names.so"
PLATFORMS = {"x86_64": "manylinux_2_28_x86_64", "aarch64": "manylinux_2_28_aarch64"}
DATA_ENDINGS = ("_Type", "Struct", "_RefType", "Object")
PROBES = ("duckdb_open_ext", "duckdb_data_chunk_get_vector", "duckdb_interrupt", "duckdb_append_data_chunk")


def install(places: Places) -> int:
    """Makes the library and its stub when they are not there; returns how many libraries were made."""
    version = places.versions["DUCKDB_VERSION"]
    stamp = f"duckdb {version} {platform.machine()}\n"
    made = 0
    if places.stamp("lib") != stamp:
        say(f"installing DuckDB {version}")
        with places.replacing("lib", stamp) as folder:
            extract(download(version, folder), folder / LIBRARY)
            build_stub(folder / LIBRARY, folder / STUB)
            check(folder / LIBRARY, folder / STUB)
        made = 1
    places.link("lib")
    return made


def download(version: str, folder: Path) -> Path:
    machine = platform.machine()
    if machine not in PLATFORMS:
        raise Failure(f"no DuckDB library is known for machine '{machine}'",
                      "put a libduckdb.so into .weir/lib/ or name it in WEIR_DUCKDB_LIBRARY", exit_code=2)
    wheels = folder / "wheels"
    run(pip() + ["download", "--quiet", "--no-deps", "--only-binary", ":all:", "--python-version", "3.11",
                 "--implementation", "cp", "--platform", PLATFORMS[machine], "--dest", wheels, f"duckdb=={version}"],
        f"pip could not download duckdb {version}", "is the Python package registry in reach?")
    return next(wheels.glob("*.whl"))


def extract(wheel: Path, library: Path):
    """Takes the one extension module out of the wheel and removes the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        members = [name for name in archive.namelist() if "duckdb" in name and name.endswith(".so")]
        if len(members) != 1:
            raise Failure(f"{wheel.name} holds {len(members)} libraries, one was expected")
        with archive.open(members[0]) as source, open(library, "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    library.chmod(0o755)
    shutil.rmtree(wheel.parent)


def build_stub(library: Path, stub: Path):
    names = sorted(python_names(dynamic_names(library)[1]))
    if not names:
        raise Failure(f"{library.name} needs no names of Python: this kind of wheel is not known")
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "names.c"
        source.write_text(stub_source(names))
        flags = ["-shared", "-fPIC", "-O1", "-nostdlib", "-fno-builtin", "-o", stub, source]
        run(compiler() + flags, "the stub library could not be compiled")


def compiler() -> list:
    """A C compiler: the system's, else the one that comes with Swift."""
    if found := shutil.which("cc") or shutil.which("gcc"):
        return [found]
    swift = shutil.which("swift")
    beside = Path(swift).resolve().parent / "clang" if swift else None
    if found := shutil.which("clang") or (str(beside) if beside and beside.exists() else None):
        return [found] if shutil.which("ld") else [found, "-fuse-ld=lld"]
    raise Failure("no C compiler was found: neither cc, gcc nor clang", "put Swift's bin folder on PATH", exit_code=2)


def python_names(names: set) -> set:
    return {name for name in names if name.startswith(("Py", "_Py"))}


def is_data(name: str) -> bool:
    return name.startswith("PyExc_") or name.endswith(DATA_ENDINGS)


def stub_source(names: list) -> str:
    lines = [
        "extern long write(int, const void *, unsigned long);",
        "extern void abort(void) __attribute__((noreturn));",
        "#define FUNCTION(n) void n(void) { write(2, \"weir: DuckDB called \" #n \"\\n\", sizeof(\"weir: DuckDB called \" #n)); abort(); }",
        "#define DATA(n) char n[512] __attribute__((aligned(16))) = {0};",
    ]
    return "\n".join(lines + [f"{'DATA' if is_data(name) else 'FUNCTION'}({name})" for name in names]) + "\n"


def check(library: Path, stub: Path):
    """Compares names: the stub must define every name of Python, the library the C API."""
    defined, undefined = dynamic_names(library)
    absent = sorted(python_names(undefined) - dynamic_names(stub)[0]) + sorted(set(PROBES) - defined)
    if absent:
        raise Failure(f"DuckDB's wheel and its stub do not fit together, missing: {', '.join(absent[:10])}")


if __name__ == "__main__":
    sys.exit("run Scripts/setup.py")
