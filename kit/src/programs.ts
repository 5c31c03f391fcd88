// Programs that not every machine has, and where they are.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program. */
export type Program = {
  /** Names of its executable: the first that is found counts. */
  executables: readonly string[];
  /** Folders to look in after those of PATH. */
  folders: string[];
  /** Debian's package. .ci/run installs it, so there its absence is a failure. */
  debian?: string;
};

const postgresqlRoot = "/usr/lib/postgresql";

/** The programs, by name. */
export const programs = {
  postgresql: {
    executables: ["postgres"],
    folders: existsSync(postgresqlRoot)
      ? readdirSync(postgresqlRoot).map((version) => join(postgresqlRoot, version, "bin"))
      : [],
    debian: "postgresql",
  },
  // The same engine without windows takes less processor time.
  chromium: {
    executables: ["chromium-headless-shell", "chromium"],
    folders: ["/usr/bin"],
    debian: "chromium-headless-shell",
  },
  bash: { executables: ["bash"], folders: ["/bin", "/usr/bin"], debian: "bash" },
  zsh: { executables: ["zsh"], folders: ["/usr/bin"], debian: "zsh" },
  fish: { executables: ["fish"], folders: ["/usr/bin"], debian: "fish" },
  powershell: { executables: ["pwsh"], folders: [] },
  besu: {
    executables: ["besu"],
    folders: process.env.BESU_HOME ? [join(process.env.BESU_HOME, "bin")] : [],
  },
} satisfies Record<string, Program>;

export type ProgramName = keyof typeof programs;

/** Where the program is; `undefined` where it is not. */
export function find(name: ProgramName): string | undefined {
  const { executables, folders } = programs[name];
  const places = [...(process.env.PATH ?? "").split(delimiter), ...folders];
  return executables
    .flatMap((executable) => places.map((folder) => join(folder, executable)))
    .find((path) => existsSync(path));
}
