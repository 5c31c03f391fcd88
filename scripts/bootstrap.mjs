// Runs a command of this repository under a Node that can run Hardhat, with the dependencies of the lockfile in place.
//
//   node scripts/bootstrap.mjs hardhat build        a command of an installed package
//   node scripts/bootstrap.mjs scripts/lint.ts …    a TypeScript file, or one of JavaScript (.mjs)
//   node scripts/bootstrap.mjs --installed          npm's postinstall: records that the install is complete
//
// It runs before anything is installed and under old versions of Node: only Node's own modules, only old syntax.
// It prints to stderr alone: stdout belongs to the command.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, "node_modules", ".open-robot-id");
/** Holds the process that installs, while it does: two at once would wreck each other's tree. */
const lockFile = join(root, ".installing");

/** The first that runs TypeScript, which is more than Hardhat asks for, and what replaces it where Node is older. */
const leastNode = [22, 18];
const standInNode = "node@24";

function nodeIsRecent() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
}

const read = (...path) => readFileSync(join(root, ...path), "utf8");

/** An installed tree follows from the lockfile and from the platform its native packages were chosen for. */
function stamp() {
  const digest = createHash("sha256").update(read("package-lock.json")).digest("hex");
  return `${digest} ${process.platform}-${process.arch}\n`;
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp();
}

/** Records an install, unless it left something out: development packages, or native ones (as npm does under an old Node). */
function recordInstall() {
  const wanted = JSON.parse(read("package-lock.json")).packages;
  const found = JSON.parse(read("node_modules", ".package-lock.json")).packages;
  const complete = Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || found[path]?.version === version,
  );
  if (complete && nodeIsRecent()) writeFileSync(stampFile, stamp());
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(`\n${text}`);
  process.exit(1);
}

/** Runs npm under this very Node, so that npm picks the native packages for it. */
function npm(args, stdout) {
  const own = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", stdout, "inherit"], encoding: "utf8" };
  if (own?.endsWith("npm-cli.js")) {
    return spawnSync(process.execPath, [own, ...args], options);
  }
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

/** Fetches that Node once; npm keeps it, and later runs need no network for it. */
function findNode() {
  const { status, stdout } = npm(
    [
      "exec",
      "--yes",
      "--prefer-offline",
      "--fetch-retries=1",
      "--loglevel=error",
      `--package=${standInNode}`,
    ].concat(["--", "node", "-p", "process.execPath"]),
    "pipe",
  );
  if (status !== 0) {
    fail(
      `Node ${leastNode.join(".")} or newer is needed; this is ${process.versions.node}, and ` +
        `${standInNode} could not be fetched from the npm registry.\n` +
        "Check the network or the proxy settings and run this again, or install Node 24 (https://nodejs.org).",
    );
  }
  return stdout.trim();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

const unlock = () => rmSync(lockFile, { force: true });

/** Takes the lock, or tells which process has it. */
function lockedBy() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: "wx" });
    return undefined;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const holder = existsSync(lockFile) ? Number(readFileSync(lockFile, "utf8")) : 0;
  // An empty file is one that is being written. One whose process is gone was left by a crash.
  if (holder !== 0 && !isAlive(holder)) unlock();
  return holder;
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Installs, unless another process of this folder does: then it waits for that one. */
function ensureInstalled() {
  let waiting = false;
  while (!isInstalled()) {
    if (lockedBy() === undefined) {
      // A failed installation ends the process; later the lock may be another's.
      process.once("exit", unlock);
      if (!isInstalled()) install();
      process.off("exit", unlock);
      unlock();
      return;
    }
    if (!waiting) say(`Waiting for the installation that another command has begun (${lockFile})…`);
    waiting = true;
    sleep(250);
  }
}

function install() {
  say("Installing the dependencies of package-lock.json (once)…");
  const { status } = npm(
    ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"],
    2,
  );
  if (status !== 0) {
    fail(
      "The dependencies could not be installed: npm says why above.\n" +
        "The first run needs the npm registry. Check the network or the proxy settings and run this again.",
    );
  }
  recordInstall();
}

/** Replaces this process by another, as far as Node can: same streams, signals, and way to end. */
function become(node, args) {
  const path = [join(root, "node_modules", ".bin"), dirname(node), process.env.PATH];
  const child = spawn(node, args, {
    stdio: "inherit",
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // A terminal sends Ctrl-C to the child as well: a second one would cut its cleaning up short.
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on("error", (error) => fail(`${node} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // Where the signal does not end the process, end as a shell would report it.
    setTimeout(() => process.exit(128 + constants.signals[signal]), 1000);
  });
}

/** The arguments for Node that run the command. */
function resolveCommand([command, ...args]) {
  if (command.endsWith(".mjs")) return [join(root, command), ...args];
  if (command.endsWith(".ts")) {
    const typescript = pathToFileURL(join(root, "kit", "src", "typescript.mjs")).href;
    return ["--import", typescript, join(root, command), ...args];
  }
  const home = join(root, "node_modules", command);
  const { bin } = JSON.parse(read("node_modules", command, "package.json"));
  return [join(home, typeof bin === "string" ? bin : bin[command]), ...args];
}

const command = process.argv.slice(2);

if (command.length === 0) {
  fail("Usage: node scripts/bootstrap.mjs <hardhat …|file.ts …|file.mjs …>");
} else if (command[0] === "--installed") {
  if (existsSync(join(root, "node_modules", ".package-lock.json"))) recordInstall();
} else if (nodeIsRecent()) {
  ensureInstalled();
  // SQLite is part of Node, and marked as experimental in 22.
  become(process.execPath, ["--disable-warning=ExperimentalWarning", ...resolveCommand(command)]);
} else {
  become(findNode(), [fileURLToPath(import.meta.url), ...command]);
}
