"""Writes what a release is made of: THIRD-PARTY.txt in its tree, and the bill of materials beside it.

    bill.py JARS TREE VERSION BILL

JARS has the jars and bom.json as Maven wrote it; TREE is the release with its jars and its runtime. Maven's list lacks
what no jar has: the Java runtime, and the C library in the sandbox's supervisor.
"""

import hashlib
import json
import platform
import re
import sys
import zipfile
from pathlib import Path

NOTICE = re.compile(r"^(META-INF/)?(LICENSE|LICENCE|NOTICE|COPYING)([.-][^/]*)?$", re.IGNORECASE)
RULE = "-" * 80

# Where the words in a pom.xml are taken for another licence than that of the text in the sources.
CORRECTED = {"org.jline": "BSD-3-Clause"}


def main():
    jars, tree, version, bill = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    contents = json.loads((jars / "bom.json").read_text())
    components = contents["components"]
    for component in components:
        describe_shipped(component, jars, tree / "lib")
    components += [runtime(tree / "runtime"), c_library()]
    components.sort(key=lambda component: component["bom-ref"])
    bill.write_text(json.dumps(contents, indent=2, ensure_ascii=False) + "\n")
    others = [component for component in components if component.get("group") != "dev.sce"]
    (tree / "THIRD-PARTY.txt").write_text(third_party(others, tree / "lib", version))


def file_of(component):
    return f"{component['name']}-{component['version']}.jar"


def changes(component):
    """Says how a jar differs from what its authors published."""
    if component["name"] == "picocli":
        return "Class files made for Java 5 are rewritten as those of Java 8; no code is changed."
    return "Native libraries of other platforms are left out."


def describe_shipped(component, jars, shipped):
    """Replaces the digests of a jar that is not shipped as it was published."""
    file = shipped / file_of(component)
    if not file.exists():
        sys.exit(f"bill.py: {component['bom-ref']} is in the list, but {file.name} is not in the release")
    if not component.get("licenses") and component.get("group") != "dev.sce":
        sys.exit(f"bill.py: {component['bom-ref']} states no licence; add it here")
    if component.get("group") in CORRECTED:
        component["licenses"] = [{"license": {"id": CORRECTED[component["group"]]}}]
    content = file.read_bytes()
    if content != (jars / file.name).read_bytes():
        component["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}]
        component["pedigree"] = {"notes": changes(component)}


def runtime(folder):
    release = dict(re.findall(r'^(\w+)="(.*)"$', (folder / "release").read_text(), re.MULTILINE))
    version = release["JAVA_RUNTIME_VERSION"] if "JAVA_RUNTIME_VERSION" in release else release["JAVA_VERSION"]
    return {
        "type": "platform",
        "bom-ref": f"runtime/openjdk@{version}",
        "publisher": release.get("IMPLEMENTOR", "OpenJDK"),
        "name": "OpenJDK",
        "version": version,
        "description": "The Java runtime in runtime/, with the modules " + release.get("MODULES", ""),
        "licenses": [{"expression": "GPL-2.0-only WITH Classpath-exception-2.0"}],
        "externalReferences": [{"type": "vcs", "url": "https://github.com/openjdk/jdk25u"}],
    }


def c_library():
    version = platform.libc_ver()[1]
    return {
        "type": "library",
        "bom-ref": f"native/glibc@{version}",
        "name": "glibc",
        "version": version,
        "description": "The C library that the sandbox's supervisor is linked with.",
        "licenses": [{"license": {"id": "LGPL-2.1-or-later"}}],
        "externalReferences": [{"type": "website", "url": "https://www.gnu.org/software/libc/"}],
    }


def licences(component):
    return " or ".join(
        entry.get("expression") or entry["license"].get("id") or entry["license"]["name"]
        for entry in component["licenses"]
    )


def address(component):
    references = component.get("externalReferences", [])
    for kind in ("website", "vcs"):
        for reference in references:
            if reference["type"] == kind:
                return reference["url"]
    return ""


def third_party(components, libraries, version):
    lines = [
        f"sce {version} contains the software of others that is listed here, with its licence.",
        "",
        "The licences of the Java runtime are in runtime/legal. The supervisor in lib/sce-sandbox is linked with",
        "the GNU C library; its sources, and those of everything that is linked with it, are published with sce,",
        "so that it can be linked with another version of that library.",
        "",
    ]
    for component in components:
        name = ":".join(filter(None, [component.get("group"), component["name"]]))
        lines += [f"{name} {component['version']}", f"    {licences(component)}"]
        lines += [f"    {address(component)}"] if address(component) else []
    lines += ["", "What these libraries say themselves, each text once:", ""]
    for text, files in notices(libraries).items():
        lines += [RULE, *files, RULE, text, ""]
    return "\n".join(lines) + "\n"


def notices(libraries):
    """Returns the texts of licences and notices in the jars, each with the files that have it."""
    texts = {}
    for jar in sorted(libraries.glob("*.jar")):
        if jar.name.startswith("sce-"):
            continue
        with zipfile.ZipFile(jar) as entries:
            for entry in sorted(filter(NOTICE.match, entries.namelist())):
                lines = entries.read(entry).decode("utf-8", "replace").splitlines()
                text = "\n".join(line.rstrip() for line in lines).strip("\n")
                texts.setdefault(text, []).append(f"{jar.name}: {entry}")
    return texts


if __name__ == "__main__":
    main()
