// A member as the commands of its life know it: its seat's account, the registry, its own node, and nodes of others.
import { readFileSync } from "node:fs";
import type { Deployment } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import { robotIdActions } from "@openrobotid/sdk/actions";
import { robotIdChain, type Deployment as SdkDeployment } from "@openrobotid/sdk/chains";
import { endpointTransport, parseEndpoint } from "@openrobotid/sdk/endpoint";
import { createClient, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** A client that acts for a seat. */
export type SeatClient = ReturnType<typeof seatClient>;

/** A client of the registry that signs with the account of a seat. */
export function seatClient(deployment: Deployment, endpoint: string, privateKey: Hex) {
  return createClient({
    account: privateKeyToAccount(privateKey),
    chain: robotIdChain({
      deployment: deployment as SdkDeployment,
      rpcUrls: [parseEndpoint(endpoint).url],
    }),
    transport: endpointTransport(endpoint),
    pollingInterval: 500,
    cacheTime: 0,
  }).extend(robotIdActions());
}

/** Reads a private key from a file. It is never given as an argument: arguments are for everybody on the machine to read. */
export function readKey(file: string): Hex {
  const text = readFileSync(file, "utf8").trim();
  const key = text.startsWith("0x") ? text : `0x${text}`;
  if (!/^0x[0-9a-f]{64}$/i.test(key)) {
    throw new UserError(
      `${file} holds no private key: expected 64 hexadecimal digits, with or without 0x.`,
    );
  }
  return key as Hex;
}

/** Where the contracts of a network are. */
export function readDeployment(file: string): Deployment {
  return JSON.parse(readFileSync(file, "utf8")) as Deployment;
}
