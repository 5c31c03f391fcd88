// Finds a Besu to run: in BESU_HOME, on PATH, or as a container image. Asks it whether it takes what a network gives it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UserError } from "@openrobotid/kit/command";

/** The oldest release that the network runs on. */
export const LEAST_VERSION = [26, 8, 1] as const;

/** Why it is that one. */
const LEAST_VERSION_WHY =
  "before it a node of QBFT takes up to 5 s to select the transactions of a block, more than the 2 s in which blocks are to come (https://github.com/besu-eth/besu/issues/11005)";

/** The image that is run where Docker is all there is. */
export const IMAGE = "hyperledger/besu:26.8.1";

/** There is no Besu here, or none that will do. The process that reports it ends with `NO_BESU`. */
export class NoBesuError extends UserError {
  override readonly name = "NoBesuError";
}

/** Exit code of a command that needs Besu and finds none: EX_UNAVAILABLE of sysexits.h. */
export const NO_BESU = 69;

/** How a process of Besu is started. */
export interface BesuCommand {
  /** Release, such as `26.8.1`. */
  readonly version: string;
  /** What somebody should know of it. Sentences. */
  readonly warnings: readonly string[];
  /** Where it was found. */
  readonly found: string;
  /** The command line that runs Besu with arguments, in a folder. A container has a name by which it is killed. */
  readonly line: (
    args: readonly string[],
    folder: string,
    name: string,
  ) => readonly [string, ...string[]];
  /** Whether it runs in containers. */
  readonly container: boolean;
}

/** Where to look. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Finds Besu.
 *
 * @throws NoBesuError where there is none, or it is too old, saying how to get one.
 */
export function findBesu({ env }: Surroundings = { env: process.env }): BesuCommand {
  const { BESU_HOME, PATH = "" } = env;
  if (BESU_HOME !== undefined && BESU_HOME !== "") {
    const program = join(BESU_HOME, "bin", "besu");
    if (!existsSync(program)) {
      throw new NoBesuError(`BESU_HOME is ${BESU_HOME}, but there is no ${program}.`);
    }
    return programAt(program, env);
  }
  const program = PATH.split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, "besu"))
    .find(existsSync);
  if (program !== undefined) return programAt(program, env);
  const image = imageOf(env);
  if (image !== undefined) return image;
  throw new NoBesuError(
    `This needs Hyperledger Besu ${LEAST_VERSION.join(".")} or newer, and there is none: not in BESU_HOME, which is not set, not on PATH, and Docker does not answer.

Either unpack a release of https://github.com/besu-eth/besu/releases (it needs Java, as its notes say) and set BESU_HOME
to its folder, or start Docker: the image ${IMAGE} is then used.`,
  );
}

function programAt(program: string, env: Surroundings["env"]): BesuCommand {
  const { status, stdout, stderr, error } = run([program, "--version"], env);
  if (status !== 0) {
    throw new NoBesuError(
      `${program} does not run: ${error?.message ?? (stderr.trim() || stdout.trim() || `it ends with ${status}`)}`,
    );
  }
  return {
    ...releaseOf(stdout, program),
    found: program,
    container: false,
    line: (args) => [program, ...args],
  };
}

function imageOf(env: Surroundings["env"]): BesuCommand | undefined {
  if (run(["docker", "version", "--format", "{{.Server.Version}}"], env).status !== 0)
    return undefined;
  const { status, stdout, stderr } = run(
    ["docker", "run", "--rm", IMAGE, "--version"],
    env,
    300_000,
  );
  if (status !== 0) {
    throw new NoBesuError(`Docker answers, but does not run ${IMAGE}: ${stderr.trim()}`);
  }
  const { getuid, getgid } = process;
  const user = getuid && getgid ? [`--user=${getuid()}:${getgid()}`] : [];
  return {
    ...releaseOf(stdout, IMAGE),
    found: `Docker, ${IMAGE}`,
    container: true,
    line: (args, folder, name) => [
      "docker",
      "run",
      "--rm",
      `--name=${name}`,
      // The nodes talk to each other, and we to them, on the loopback interface of this machine.
      "--network=host",
      // Passed on as it is in the environment of this command.
      "--env=BESU_OPTS",
      ...user,
      `--volume=${folder}:${folder}`,
      `--workdir=${folder}`,
      IMAGE,
      ...args,
    ],
  };
}

/**
 * Has Besu examine a configuration file. An option that it does not know keeps it from starting: releases drop some.
 *
 * @param folder The folder that Besu is started in.
 * @throws UserError naming the options and the release.
 */
export function checkOptions(besu: BesuCommand, folder: string, configFile: string): void {
  const line = besu.line(
    ["validate-config", `--config-file=${configFile}`],
    folder,
    "robotid-check",
  );
  const { stdout, stderr, error } = run(line, process.env, 60_000, folder);
  const said = `${stdout}\n${stderr}`;
  if (/config file is valid/i.test(said)) return;
  const [, unknown] = /Unknown options? in TOML configuration file: ([^\n]+)/.exec(said) ?? [];
  throw new UserError(
    unknown === undefined
      ? `Besu ${besu.version} (${besu.found}) does not take ${join(folder, configFile)}: ${error?.message ?? said.trim()}`
      : `Besu ${besu.version} (${besu.found}) does not know these options of ${join(folder, configFile)}: ${unknown.trim()}. Take a release that does, or take them out.`,
  );
}

/** Reads `besu/v26.8.1/linux-x86_64/openjdk-java-21`, or `besu/v26.8-develop-683880b/…` of a build between releases. */
function releaseOf(output: string, found: string): Pick<BesuCommand, "version" | "warnings"> {
  const [, version, ...numbers] = /besu\/v((\d+)\.(\d+)(?:\.(\d+))?[^/\s]*)/.exec(output) ?? [];
  if (version === undefined) {
    throw new NoBesuError(`${found} does not say which release of Besu it is: ${output.trim()}`);
  }
  const isBuild = numbers[2] === undefined;
  // A build says of which release it is to become one, and not what was fixed by then.
  const least = isBuild ? LEAST_VERSION.slice(0, 2) : LEAST_VERSION;
  if (!isAtLeast(numbers.map(Number), least)) {
    throw new NoBesuError(
      `${found} is Besu ${version}; ${LEAST_VERSION.join(".")} or newer is needed: ${LEAST_VERSION_WHY}. Releases: https://github.com/besu-eth/besu/releases`,
    );
  }
  const warning = `Besu ${version} is a build between releases. It must hold what ${LEAST_VERSION.join(".")} fixed: ${LEAST_VERSION_WHY}.`;
  return { version, warnings: isBuild ? [warning] : [] };
}

function isAtLeast(numbers: readonly number[], least: readonly number[]): boolean {
  for (const [index, wanted] of least.entries()) {
    const found = numbers[index] ?? 0;
    if (found !== wanted) return found > wanted;
  }
  return true;
}

function run(
  [program = "", ...args]: readonly string[],
  env: Surroundings["env"],
  timeout = 60_000,
  cwd?: string,
) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    timeout,
    cwd,
    env: { ...env } as NodeJS.ProcessEnv,
  });
  return { status, stdout: stdout ?? "", stderr: stderr ?? "", error };
}
