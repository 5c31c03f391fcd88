// Checks that package-lock.json names the native packages of every platform, not only of the one it was written on:
// npm leaves out those its registry did not deliver at that moment, and `npm ci` then fails everywhere.
//
//   node --import @openrobotid/kit/typescript scripts/lockfile.ts            fails, naming what is missing
//   node --import @openrobotid/kit/typescript scripts/lockfile.ts --write    adds what is missing; run `npm install` after it
import { readFileSync, writeFileSync } from "node:fs";

type Entry = {
  version: string;
  cpu?: string[];
  dev?: boolean;
  libc?: string[];
  license?: string;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
  os?: string[];
};

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "x64"];
const libraries = { gnu: "glibc", glibc: "glibc", musl: "musl" };

/** The entry npm would write, as far as the package's name tells; without `integrity`, as nothing was downloaded. */
function entryOf(name: string, version: string, parent: Entry): Entry {
  const words = name.split(/[^a-z0-9]+/);
  const cpu = words.filter((word) => processors.includes(word));
  const os = words.filter((word) => systems.includes(word));
  const libc = Object.entries(libraries).flatMap(([word, of]) =>
    words.includes(word) ? [of] : [],
  );
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(parent.dev && { dev: true }),
    ...(libc.length > 0 && { libc }),
    ...(parent.license && { license: parent.license }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

const file = "package-lock.json";
const lockfile = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Entry> };
const paths = Object.keys(lockfile.packages);
const missing: Record<string, Entry> = {};
for (const parent of Object.values(lockfile.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (paths.some((path) => path.endsWith(`node_modules/${name}`))) continue;
    missing[`node_modules/${name}`] = entryOf(name, version, parent);
  }
}

const names = Object.keys(missing);
if (names.length > 0 && process.argv.includes("--write")) {
  Object.assign(lockfile.packages, missing);
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  console.log(`Added to ${file}: ${names.join(", ")}`);
} else if (names.length > 0) {
  console.error(`Missing in ${file}: ${names.join(", ")}`);
  console.error(
    "Run `node scripts/bootstrap.mjs scripts/lockfile.ts --write`, then `npm install`.",
  );
  process.exitCode = 1;
}
