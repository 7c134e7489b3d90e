# `just` lists the recipes. Needs nothing but what CONTRIBUTING.md sets up.

python := if path_exists(".venv/bin/python") == "true" { ".venv/bin/python" } else { "python" }

[private]
default:
    @{{ just_executable() }} --justfile {{ justfile() }} --list --unsorted

# Make the folder's .venv, with all that tests, checks and this file need.
setup:
    python3 -m venv .venv
    .venv/bin/pip install -e '.[dev]'

# Style, format and types, as each commit is checked.
check:
    {{ python }} -m ruff check .
    {{ python }} -m ruff format --check .
    {{ python }} -m mypy

# All tests, or only those named: `just test tests/model -k anchor`.
test *args:
    {{ python }} -m pytest -n 3 --dist loadfile --max-worker-restart=0 {{ args }}

# The tests that start no program: domain, forms of export and import. Under a minute.
quick *args:
    {{ python }} -m pytest -q tests/model tests/export tests/importers {{ args }}

# Write the golden screens anew, and list those that differ from the last commit.
golden:
    HEARINGNOTES_WRITE_GOLDEN=1 {{ python }} -m pytest -q tests/ui/golden
    git status --short tests/ui/golden/kept

# What a key press and a start cost: `just bench keys --quick`.
bench *args:
    {{ python }} -m tests.benchmarks {{ args }}

# Play broadcasts in which everything goes wrong, and print how far each link is off: `just live wrap`.
live *words:
    {{ python }} -m tests.live {{ words }}

# Make the pictures of the README anew.
screenshots:
    {{ python }} -m tests.make.screenshots
