#!/usr/bin/env node
// A stand-in for the program `besu`: takes the arguments that the runner gives, listens on the ports of its config.toml and
// answers the methods that the runner uses, with the manners that were recorded on a real network: a height is told before its
// block can be read, seals differ from node to node, nodes find each other one by one, the log has colours where no option
// says otherwise. It agrees on nothing with anybody: it seals blocks with the keys that it finds in the folders beside its own, two thirds
// of them in turn. How it fails is told by STAND_IN.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { basename, join } from "node:path";
import besu from "../../src/besu-options.json" with { type: "json" };
import says from "../besu/besu-says.json" with { type: "json" };

const how = new Set((process.env.STAND_IN ?? "").split(","));
const version = process.env.STAND_IN_VERSION ?? "26.8.1";

if (process.argv.includes("--version")) {
  console.log(`besu/v${version}/linux-x86_64/openjdk-java-21`);
  process.exit(0);
}
const isValidation = process.argv[2] === "validate-config";
const file = /^--config-file=(.+)$/.exec(process.argv[isValidation ? 3 : 2] ?? "")?.[1];
if (file === undefined) throw new Error(`Unknown option: ${process.argv.slice(2).join(" ")}`);
const config = Object.fromEntries(
  [...readFileSync(file, "utf8").matchAll(/^"?([a-z0-9-]+)"? = (.+)$/gm)].map(([, key, value]) => [
    key,
    JSON.parse(value),
  ]),
);

/** Whether an option is one of this release: it lacks those that STAND_IN names as `lacks:…`. */
const isKnown = (option) =>
  (besu.options.includes(option) || says.optionsNew.includes(option)) &&
  !says.optionsGone.includes(option) &&
  !how.has(`lacks:${option}`);
const unknown = Object.keys(config).filter((option) => !isKnown(option));
if (isValidation) {
  const text =
    unknown.length === 0
      ? says.validConfig
      : `picocli.CommandLine$ParameterException: ${unknownText()}`;
  console.log(text);
  process.exit(0);
}
if (unknown.length > 0) {
  console.error(`${unknownText()}\n\nTo display full help:\nbesu [COMMAND] --help`);
  process.exit(1);
}
function unknownText() {
  return says.unknownOptions
    .replace("%s", unknown.length > 1 ? "s" : "")
    .replace("%s", unknown.join(", "));
}

/** A line of the log. */
function log(level, message) {
  const colour =
    config["color-enabled"] === false ? (text) => text : (text) => `\u001b[31m${text}\u001b[m`;
  const values = {
    time: new Date().toISOString(),
    level: colour(level.padEnd(5)),
    logger: "Besu",
    message: colour(message),
  };
  console.log(says.logLine.replace(/\{(\w+)\}/g, (_, name) => values[name]));
}

if (how.has("fails") && config.identity === "validator-2") {
  log("ERROR", "Failed to start Besu: the genesis file does not parse");
  // What it says of its ending is longer than what a reader is shown of it.
  for (let line = 1; line <= 20; line += 1) log("INFO", `Stopping service ${line}`);
  process.exit(1);
}
if (how.has("deaf")) process.on("SIGTERM", () => {});
else process.on("SIGTERM", () => process.exit(143));

for (const needed of [
  "genesis-file",
  "node-private-key-file",
  "static-nodes-file",
  "permissions-nodes-config-file",
]) {
  if (!existsSync(config[needed])) throw new Error(`${needed}: ${config[needed]} is not there`);
}
const genesis = JSON.parse(readFileSync(config["genesis-file"], "utf8"));

// Only now: `--version` need not wait for it.
const { secp256k1 } = await import("@noble/curves/secp256k1");
const { keccak_256: keccak } = await import("@noble/hashes/sha3.js");
const bytes = (hex) => Uint8Array.from(Buffer.from(hex.replace(/^0x/, ""), "hex"));
const hex = (data) => `0x${Buffer.from(data).toString("hex")}`;

/** RLP of bytes, or of a list. */
function rlp(item) {
  const list = Array.isArray(item);
  const data = list ? Buffer.concat(item.map(rlp)) : Buffer.from(item);
  if (!list && data.length === 1 && data[0] < 0x80) return data;
  const base = list ? 0xc0 : 0x80;
  if (data.length < 56) return Buffer.concat([Buffer.of(base + data.length), data]);
  const length = bytes(even(data.length));
  return Buffer.concat([Buffer.of(base + 55 + length.length), length, data]);
}
const even = (number) => {
  const digits = number === 0 ? "" : number.toString(16);
  return digits.length % 2 === 0 ? digits : `0${digits}`;
};

const started = Date.now();
/** Nodes are found one by one: one in this many milliseconds. */
const FIND = 150;
const others = readdirSync("..").filter((name) => existsSync(join("..", name, "key"))).length - 1;
/** Where STAND_IN says `apart`, nobody is found before there is a file of this name beside the nodes. */
const isApart = () => how.has("apart") && !existsSync(join("..", "together"));
const peers = () => (isApart() ? 0 : Math.min(others, Math.floor((Date.now() - started) / FIND)));

const keys = readdirSync("..")
  .filter((name) => name.startsWith("validator-"))
  .sort()
  .map((name) => bytes(readFileSync(join("..", name, "key"), "utf8").trim()));
const addressOf = (key) => hex(keccak(secp256k1.getPublicKey(key, false).slice(1)).slice(12));
const silent = how.has("silentValidator") ? keys.length - 1 : -1;

const zero = `0x${"00".repeat(32)}`;
// A block every tenth of a second since the machine's last full hour: the same for every node.
const height = () => Math.floor((Date.now() % 3_600_000) / 100) + 1;
/** For its first half a block is announced and cannot be read. */
const isReadable = (number) => number < height() || (number === height() && Date.now() % 100 >= 50);

function block(number) {
  const quantity = `0x${number.toString(16)}`;
  const header = {
    parentHash: hex(keccak(bytes(even(number - 1)))),
    sha3Uncles: zero,
    miner: addressOf(keys[number % keys.length]),
    stateRoot: zero,
    transactionsRoot: zero,
    receiptsRoot: zero,
    logsBloom: `0x${"00".repeat(256)}`,
    difficulty: "0x1",
    number: quantity,
    gasLimit: "0x3938700",
    gasUsed: "0x0",
    timestamp: quantity,
    mixHash: zero,
    nonce: "0x0000000000000000",
    baseFeePerGas: "0x0",
  };
  const quantities = ["difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas"];
  const extraDataOf = (seals) => rlp([bytes(zero), [], [], bytes(""), seals]);
  const fields = Object.entries(header).map(([name, value]) =>
    quantities.includes(name) ? bytes(even(Number(value))) : bytes(value),
  );
  // extraData comes before mixHash.
  const hash = keccak(rlp([...fields.slice(0, 12), extraDataOf([]), ...fields.slice(12)]));
  const seals = keys
    .filter((_, index) => index !== number % keys.length && index !== silent)
    .map((key) => {
      const signature = secp256k1.sign(hash, key);
      return Buffer.concat([signature.toCompactRawBytes(), Buffer.of(signature.recovery)]);
    });
  // Each node has put the seals in the order in which they came to it.
  const turn = Number(config["p2p-port"]) % seals.length;
  const own = [...seals.slice(turn), ...seals.slice(0, turn)];
  return { ...header, extraData: hex(extraDataOf(own)), hash: hex(hash) };
}

async function answer(method, params) {
  switch (method) {
    case "eth_chainId":
      return `0x${genesis.config.chainId.toString(16)}`;
    case "eth_blockNumber":
      return `0x${height().toString(16)}`;
    case "eth_getBlockByNumber": {
      if (params[0] === "finalized" || params[0] === "safe") throw says.unknownBlock;
      const number = params[0] === "latest" ? height() : Number(params[0]);
      return isReadable(number) ? block(number) : null;
    }
    case "eth_getLogs":
      if (Number(params[0].toBlock) > height()) throw says.invalidParams;
      return [];
    case "net_peerCount":
      return `0x${peers().toString(16)}`;
    case "perm_reloadPermissionsFromFile":
      return "Success";
    default:
      throw says.methodNotFound;
  }
}

/** Whether the token of a request is one of the member's, still holds, and allows a method. */
async function isPermitted({ authorization = "" }, method) {
  if (config["rpc-http-authentication-enabled"] !== true) return true;
  const { importSPKI, jwtVerify } = await import("jose");
  const file = config["rpc-http-authentication-jwt-public-key-file"];
  try {
    const key = await importSPKI(readFileSync(file, "utf8"), "RS256");
    const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ""), key);
    const [api, name] = method.split("_");
    return payload.permissions.some((of) => of === `${api}:*` || of === `${api}:${name}`);
  } catch {
    return false;
  }
}

const handle = async (incoming, outgoing) => {
  let body = "";
  for await (const chunk of incoming) body += chunk;
  const { id, method, params } = JSON.parse(body);
  if (!(await isPermitted(incoming.headers, method))) {
    const refused = { jsonrpc: "2.0", id: null, error: says.unauthorized };
    outgoing.writeHead(401).end(JSON.stringify(refused));
    return;
  }
  const said = await answer(method, params).then(
    (result) => ({ result }),
    (error) => ({ error }),
  );
  outgoing
    .writeHead(200, { "content-type": "application/json" })
    .end(JSON.stringify({ jsonrpc: "2.0", id, ...said }));
};
const rpc =
  config["rpc-http-tls-enabled"] === true
    ? createTlsServer(
        {
          pfx: readFileSync(config["rpc-http-tls-keystore-file"]),
          passphrase: readFileSync(config["rpc-http-tls-keystore-password-file"], "utf8").trim(),
        },
        handle,
      )
    : createServer(handle);
createTcpServer().listen(config["p2p-port"], config["p2p-interface"] ?? "0.0.0.0");
createServer((_, outgoing) => {
  const told = says.metrics.filter((name) => !how.has(`lacks:${name}`));
  outgoing.end(told.map((name) => `# TYPE ${name} gauge\n${name} 1.0\n`).join(""));
}).listen(config["metrics-port"], "127.0.0.1");
if (!how.has("mute")) rpc.listen(config["rpc-http-port"], config["rpc-http-host"]);
log("INFO", `Besu ${version} is up in ${basename(process.cwd())}`);
