#!/usr/bin/env node
// A stand-in for the program `besu`: takes the arguments that the runner gives, listens on the ports of its config.toml and
// answers the methods that the runner uses. It agrees on nothing with anybody: it seals blocks with the keys that it finds in
// the folders beside its own, three of four in turn. How it fails is told by STAND_IN.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { join } from "node:path";

const how = new Set((process.env.STAND_IN ?? "").split(","));
const version = process.env.STAND_IN_VERSION ?? "26.8.1";

if (process.argv.includes("--version")) {
  console.log(`besu/v${version}/linux-x86_64/openjdk-java-21`);
  process.exit(0);
}
const file = /^--config-file=(.+)$/.exec(process.argv[2] ?? "")?.[1];
if (file === undefined) throw new Error(`Unknown option: ${process.argv.slice(2).join(" ")}`);
const config = Object.fromEntries(
  [...readFileSync(file, "utf8").matchAll(/^"?([a-z0-9-]+)"? = (.+)$/gm)].map(([, key, value]) => [
    key,
    JSON.parse(value),
  ]),
);

if (how.has("fails") && config.identity === "validator-2") {
  console.error("Unable to start: the genesis file does not parse");
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

const keys = readdirSync("..")
  .filter((name) => name.startsWith("validator-"))
  .sort()
  .map((name) => bytes(readFileSync(join("..", name, "key"), "utf8").trim()));
const addressOf = (key) => hex(keccak(secp256k1.getPublicKey(key, false).slice(1)).slice(12));
const silent = how.has("silentValidator") ? keys.length - 1 : -1;

const zero = `0x${"00".repeat(32)}`;
// A block every tenth of a second since the machine's last full hour: the same for every node.
const height = () => Math.floor((Date.now() % 3_600_000) / 100) + 1;

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
  return { ...header, extraData: hex(extraDataOf(seals)), hash: hex(hash) };
}

async function answer(method, params) {
  switch (method) {
    case "eth_chainId":
      return `0x${genesis.config.chainId.toString(16)}`;
    case "eth_blockNumber":
      return `0x${height().toString(16)}`;
    case "eth_getBlockByNumber":
      return block(Number(params[0]));
    case "perm_reloadPermissionsFromFile":
      return "Success";
    default:
      throw new Error(`Method not found: ${method}`);
  }
}

const rpc = createServer(async (incoming, outgoing) => {
  let body = "";
  for await (const chunk of incoming) body += chunk;
  const { id, method, params } = JSON.parse(body);
  const said = await answer(method, params).then(
    (result) => ({ result }),
    (error) => ({ error: { code: -32601, message: error.message } }),
  );
  outgoing
    .writeHead(200, { "content-type": "application/json" })
    .end(JSON.stringify({ jsonrpc: "2.0", id, ...said }));
});
createTcpServer().listen(config["p2p-port"], "127.0.0.1");
createTcpServer().listen(config["metrics-port"], "127.0.0.1");
if (!how.has("mute")) rpc.listen(config["rpc-http-port"], config["rpc-http-host"]);
console.log(`Besu ${version} is up.`);
