// The chain that comes after one whose governance is lost: it begins with the whole state of the old one at its last proven
// block, and with other seats. Nothing else changes, so that codes, holders, flags, recalls and the heads of all histories go on;
// and anybody who has a node of the old chain makes the same bytes again.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment, DeploymentAnchor } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import { robotIdActions } from "@openrobotid/sdk/actions";
import { robotIdChain, type Deployment as SdkDeployment } from "@openrobotid/sdk/chains";
import { encodeExtraData, readAnchor } from "@openrobotid/sdk/proof";
import { type Address, createClient, custom, getAddress, type Hex, http, toHex } from "viem";
import { startAnvil } from "../anvil.js";
import type { Founding } from "../founding.js";
import { type Alloc, dumpedAccounts, storageOf } from "../genesis/alloc.js";
import { headerOfGenesis } from "../genesis/anchor.js";
import {
  type FoundingLogs,
  foundedAt,
  type Requests,
  TRANSACTION_GAS_CAP,
  WHOLE_DEPLOYMENT,
} from "../genesis/deployment.js";
import { type GenesisFile, jsonText } from "../genesis/file.js";
import { type Genesis, genesisFile } from "../genesis/genesis.js";
import { requestsOf } from "../rpc.js";
import { type Decisions, decisionsFor } from "./decisions.js";
import type { LastBlock } from "./last-block.js";

/** The old chain: where its contracts are, its last block, and all of the state of that. */
type OldChain = { deployment: Deployment; block: LastBlock; state: Alloc };

/**
 * Makes the genesis of the chain that goes on from an old one. The same old chain and founding file make the same bytes.
 *
 * The chain's id stays: the heads of histories begin with it, and accounts name robots by it. The hash of the old chain's last
 * block is in the `extraData` of block 0, so that block 0 commits to it.
 *
 * @throws UserError where the founding file is of another chain, founds it before its last block, or names what the contracts
 * refuse.
 */
export async function makeNewChain(
  old: OldChain,
  founding: Founding,
): Promise<Genesis & { decisions: Decisions }> {
  requireAfter(old, founding);
  const { alloc, decisions } = await decide(old, founding);
  const vanity = old.block.hash;
  const extraData = encodeExtraData({ vanity, validators: [], vote: [], round: 0, seals: [] });
  const consortium = old.deployment.contracts.Consortium.address as Address;
  const genesis = genesisFile(founding, consortium, alloc, extraData);
  const contracts = Object.fromEntries(
    Object.entries(old.deployment.contracts).map(([name, of]) => [name, { ...of, startBlock: 0 }]),
  ) as Deployment["contracts"];
  const begun = { ...old.deployment, contracts };
  const anchor = await anchorOf(genesis, begun, founding);
  const witnesses = witnessesOf(founding, decisions);
  return { genesis, deployment: { ...begun, anchor: { ...anchor, ...witnesses } }, decisions };
}

function requireAfter({ deployment, block }: OldChain, { chain }: Founding): void {
  if (chain.chainId !== deployment.chainId) {
    throw new UserError(
      `The founding file is of chain ${chain.chainId}; expected ${deployment.chainId}, the id of the old chain: the heads of all histories begin with it.`,
    );
  }
  if (foundedAt(chain) <= block.timestamp) {
    throw new UserError(
      `The founding file founds the chain at ${chain.foundedAt}; expected a time after the old chain's last block, ${new Date(block.timestamp * 1000).toISOString()}.`,
    );
  }
}

/** Carries the decisions out on the old state, by the contracts' own code, as governance would. */
async function decide(
  { deployment, state }: OldChain,
  founding: Founding,
): Promise<{ alloc: Alloc; decisions: Decisions }> {
  const consortium = deployment.contracts.Consortium.address as Address;
  const time = foundedAt(founding.chain);
  const before = { ...genesisFile(founding, consortium, state), timestamp: toHex(time - 1) };
  return await onChain(before, founding, async (url) => {
    const request = requestsOf(url);
    const seats = await registryAt(url, deployment).getSeats({ departed: true });
    const decisions = decisionsFor(founding.members, seats);
    const from = deployment.contracts.TimelockController.address as Address;
    // One block at the time of founding, so that every time that is written is that one.
    await request("evm_setAutomine", [false]);
    const nonce = Number(await request("eth_getTransactionCount", [from, "latest"]));
    const hashes: Hex[] = [];
    for (const [index, { data }] of decisions.calls.entries()) {
      const call = { from, to: consortium, data, gas: toHex(TRANSACTION_GAS_CAP) };
      const sent = { ...call, gasPrice: "0x0", nonce: toHex(nonce + index) };
      hashes.push((await request("eth_sendTransaction", [sent])) as Hex);
    }
    await request("evm_setNextBlockTimestamp", [time]);
    await request("evm_mine", []);
    for (const [index, hash] of hashes.entries())
      await requireDone(request, hash, index, decisions);
    return { alloc: withStorage(state, await dumpedAccounts(request), deployment), decisions };
  });
}

async function requireDone(
  request: Requests,
  hash: Hex,
  index: number,
  { calls }: Decisions,
): Promise<void> {
  const receipt = (await request("eth_getTransactionReceipt", [hash])) as {
    status: Hex;
    from: Address;
    to: Address;
  } | null;
  if (receipt?.status === "0x1") return;
  const { from, to } = receipt ?? {};
  const call = { from, to, data: calls[index]?.data };
  const why = await request("eth_call", [call, "latest"]).then(
    () => "no reason was given",
    (error: unknown) => (error as { details?: string }).details ?? String(error),
  );
  throw new UserError(
    `The contracts refuse decision ${index + 1} of ${calls.length} (admissions, expulsions, admissions of who had a seat, countries): ${why}`,
  );
}

/**
 * The old state with the storage that the decisions left in `Consortium`. They must have changed no other contract of the
 * registry; what the embedded chain keeps for itself is not looked at.
 */
function withStorage(
  state: Alloc,
  dumped: Awaited<ReturnType<typeof dumpedAccounts>>,
  { contracts }: Deployment,
): Alloc {
  const changed: Alloc = { ...state };
  for (const [name, { address }] of Object.entries(contracts)) {
    const key = address.toLowerCase() as Address;
    const [before, account] = [state[key], dumped.get(getAddress(address))];
    if (before === undefined || account === undefined) {
      throw new UserError(
        `The old chain has no ${name} at ${address}, where its deployment file says.`,
      );
    }
    const after = { ...before, storage: storageOf(account) };
    if (name === "Consortium") changed[key] = after;
    else if (jsonText(after) !== jsonText(before)) {
      throw new Error(`The decisions changed the storage of ${name}.`);
    }
  }
  return changed;
}

/** What proofs of the chain begin with: its block 0, who validates, and the heads of all logs. */
async function anchorOf(
  genesis: GenesisFile,
  deployment: Deployment,
  founding: Founding,
): Promise<DeploymentAnchor> {
  const block = await headerOfGenesis(genesis);
  return await onChain(genesis, founding, async (url) => {
    const { request } = http(url)({});
    // State and code are those of the chain here; block 0 is as Besu makes it.
    const transport = custom({
      request: async ({ method, params }) =>
        method === "eth_getBlockByNumber" ? block : await request({ method, params } as never),
    });
    const read = await readAnchor(createClient({ transport }), {
      deployment: deployment as SdkDeployment,
      seals: "qbft",
    });
    const logs = Object.entries(read.founding ?? {}).map(([name, { count, head }]) => [
      name,
      { count: Number(count), head },
    ]);
    const { genesisHash, validators } = read;
    const begun: FoundingLogs = Object.fromEntries(logs);
    return { genesisHash, validators: [...validators], seals: "qbft", founding: begun };
  });
}

/** Witnesses by the numbers of the seats that their members have. */
function witnessesOf(
  { members, cosigners }: Founding,
  { kept, admitted }: Decisions,
): Pick<DeploymentAnchor, "witnesses" | "cosigners"> {
  if (cosigners === undefined) return {};
  const witnesses = members.flatMap(({ authority, witness }) => {
    const has = ({ authority: of }: { authority: string }) =>
      getAddress(of) === getAddress(authority);
    const seat = (kept.find(has) ?? admitted.find(({ member }) => has(member)))?.seat;
    return witness && seat !== undefined ? [{ seat: Number(seat), ...witness }] : [];
  });
  return { witnesses, cosigners };
}

function registryAt(url: string, deployment: Deployment) {
  const chain = robotIdChain({ deployment: deployment as SdkDeployment, rpcUrls: [url] });
  return createClient({ chain, transport: http(url), cacheTime: 0 }).extend(robotIdActions());
}

/** Does something on a chain of this process that begins with a genesis. */
async function onChain<T>(
  genesis: GenesisFile,
  { chain }: Founding,
  act: (url: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-succession-"));
  try {
    const file = join(folder, "genesis.json");
    writeFileSync(file, jsonText({ ...genesis, gasLimit: toHex(WHOLE_DEPLOYMENT) }));
    const anvil = await startAnvil([
      `--init=${file}`,
      `--chain-id=${chain.chainId}`,
      `--timestamp=${Number(genesis.timestamp)}`,
      `--gas-limit=${WHOLE_DEPLOYMENT}`,
      `--code-size-limit=${chain.contractSizeLimit}`,
      "--gas-price=0",
      "--block-base-fee-per-gas=0",
    ]);
    try {
      return await act(anvil.url);
    } finally {
      await anvil.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
