// What a start says at its end.
import { relative } from "node:path";
import { styleText } from "node:util";
import { pathOf } from "@openrobotid/sdk/rules";
import type { Deployment } from "../deployment/file.js";
import { MNEMONIC } from "../world/accounts.js";
import type { SandboxDescription } from "./description.js";
import { readJsonFile } from "./folder.js";
import { type Ports, USUAL_PORTS, type WantedPorts } from "./ports.js";
import { SHOWCASE } from "./showcase.js";

/** What each part is for. */
const PURPOSES: Readonly<Record<SandboxDescription["services"][number]["name"], string>> = {
  web: "the pages, and the API under the same address",
  index: "the API by itself, and GraphQL",
  chain: "the chain's node, for wallets, scripts and the SDK",
};

export function showSandbox(
  { accounts, services, stop, reset, folder, robots }: SandboxDescription,
  { wanted, ports, deployment }: { wanted: WantedPorts; ports: Ports; deployment: string },
): void {
  const web = services.find(({ name }) => name === "web")?.url ?? "";
  const heading = (text: string) => console.log(`\n${styleText("bold", text)}`);

  heading("Accounts to play with");
  console.log(`of the mnemonic "${MNEMONIC}", path m/44'/60'/0'/0/N:`);
  for (const [index, { name, address, privateKey }] of accounts.entries()) {
    console.log(`${String(index + 1).padStart(3)}  ${address}  ${privateKey}  ${name}`);
  }

  if (robots.length > 0) heading("Robots worth looking at");
  const verdictWidth = Math.max(...robots.map(({ verdict }) => verdict.length));
  for (const { code, verdict } of robots) {
    const about = SHOWCASE.find((robot) => robot.code === code)?.about ?? "";
    console.log(
      `  ${verdict.padEnd(verdictWidth)}  ${web}${pathOf(code)}  ${styleText("dim", about)}`,
    );
  }
  const [first] = robots;
  if (first !== undefined) {
    console.log(`  To challenge one: ${web}/challenge/${first.code}`);
    console.log(`  A page that plays the robot, or a clone of it: ${web}/sandbox/robot`);
  }

  heading("What is running");
  for (const { name, url } of services) {
    const isOther = wanted[name] === undefined && ports[name] !== USUAL_PORTS[name];
    const taken = isOther ? ` (${USUAL_PORTS[name]} is taken)` : "";
    console.log(`  ${name.padEnd(5)}  ${url}${taken}  ${styleText("dim", PURPOSES[name])}`);
  }
  console.log(`  Addresses of the contracts: ${relative(process.cwd(), deployment)}`);

  heading("What proofs begin with");
  const { chainId, anchor } = readJsonFile<Deployment>(deployment);
  console.log(
    `  chain ${chainId}, block 0 ${anchor.genesisHash}, the code of each contract: in the same file.`,
  );
  console.log(
    `  Nobody seals the blocks of a sandbox. A witness of each founding seat cosigns them (${anchor.cosigners} here), and the anchor asks for ` +
      "all of them; as all of them run on this machine, what it proves is proven against its own word.",
  );

  console.log(`
Open ${styleText("bold", `${web}/sandbox`)}, which shows all of this as well.
Stop it with ${stop}. The chain is kept in ${folder}; to start over: ${reset}`);
}
