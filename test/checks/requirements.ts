// Programs that some tests need and not every machine has. Such a suite begins with `before(skipUnless("chromium"))`.
// Without the program it is skipped with one plain line; under REQUIRE_ALL=1, which .ci/run sets, it fails instead.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

type Program = {
  executable: string;
  /** Folders to look in after those of PATH. */
  folders: string[];
  /** Debian's package. .ci/run installs it, so there its absence is a failure. */
  debian?: string;
};

const postgresqlRoot = "/usr/lib/postgresql";

const programs = {
  postgresql: {
    executable: "postgres",
    folders: existsSync(postgresqlRoot)
      ? readdirSync(postgresqlRoot).map((version) => join(postgresqlRoot, version, "bin"))
      : [],
    debian: "postgresql",
  },
  chromium: { executable: "chromium", folders: ["/usr/bin"], debian: "chromium" },
  besu: {
    executable: "besu",
    folders: process.env.BESU_HOME ? [join(process.env.BESU_HOME, "bin")] : [],
  },
} satisfies Record<string, Program>;

export type ProgramName = keyof typeof programs;

/** Where the program is, or nothing. */
export function find(name: ProgramName): string | undefined {
  const { executable, folders } = programs[name];
  return [...(process.env.PATH ?? "").split(delimiter), ...folders]
    .map((folder) => join(folder, executable))
    .find((path) => existsSync(path));
}

/** What to say of a suite that needs an absent program; throws where it must not be skipped. */
export function excuse(name: ProgramName, requireAll: boolean): string {
  const { debian }: Program = programs[name];
  if (debian === undefined) return `skipped: ${name} was not found`;
  if (requireAll) throw new Error(`${name} was not found, and REQUIRE_ALL=1 allows no skipping`);
  return `skipped: ${name} was not found (Debian: apt-get install ${debian})`;
}

/** A Mocha hook that lets a suite run only where the program is. */
export function skipUnless(name: ProgramName): (this: Mocha.Context) => void {
  return function () {
    if (find(name) !== undefined) return;
    console.log(`      ${excuse(name, process.env.REQUIRE_ALL === "1")}`);
    this.skip();
  };
}
