// Programs that not every machine has, and where they are.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program. */
export type Program = {
  executable: string;
  /** Folders to look in after those of PATH. */
  folders: string[];
  /** Debian's package. .ci/run installs it, so there its absence is a failure. */
  debian?: string;
};

const postgresqlRoot = "/usr/lib/postgresql";

/** The programs, by name. */
export const programs = {
  postgresql: {
    executable: "postgres",
    folders: existsSync(postgresqlRoot)
      ? readdirSync(postgresqlRoot).map((version) => join(postgresqlRoot, version, "bin"))
      : [],
    debian: "postgresql",
  },
  chromium: { executable: "chromium", folders: ["/usr/bin"], debian: "chromium" },
  bash: { executable: "bash", folders: ["/bin", "/usr/bin"], debian: "bash" },
  zsh: { executable: "zsh", folders: ["/usr/bin"], debian: "zsh" },
  fish: { executable: "fish", folders: ["/usr/bin"], debian: "fish" },
  powershell: { executable: "pwsh", folders: [] },
  besu: {
    executable: "besu",
    folders: process.env.BESU_HOME ? [join(process.env.BESU_HOME, "bin")] : [],
  },
} satisfies Record<string, Program>;

export type ProgramName = keyof typeof programs;

/** Where the program is; `undefined` where it is not. */
export function find(name: ProgramName): string | undefined {
  const { executable, folders } = programs[name];
  return [...(process.env.PATH ?? "").split(delimiter), ...folders]
    .map((folder) => join(folder, executable))
    .find((path) => existsSync(path));
}
