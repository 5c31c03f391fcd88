// Deploys the registry to a chain and writes deployments/<chainId>.json.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { build } from "@openrobotid/kit/build";
import { command, UserError } from "@openrobotid/kit/command";
import { type Endpoint, parseEndpoint } from "@openrobotid/sdk/endpoint";
import { network } from "hardhat";

const USAGE = `Usage: npm run deploy -- [options]

Deploys the registry to a chain and writes deployments/<chainId>.json: address, start block and code hash of each
contract. Stopped half-way, the same command goes on where it was.

  --rpc URL           where a node of the chain answers (default: http://127.0.0.1:8545); one that asks for a token:
                      URL#token-file=PATH
  --parameters NAME   development or production, a set of deployment/ignition/parameters.json (default: development)
  --file FILE         another file of parameters
  --out FOLDER        where <chainId>.json goes (default: deployments)
  --anchors           deploys Anchors alone, beside the registry, and prints its address
  --help              this text

The deploying account is that of the private key in DEPLOYER_KEY or, where that is not set, the first account of the node.
It ends without any power, and the command fails if it does not.
`;

await command(
  USAGE,
  {
    rpc: { type: "string", default: "http://127.0.0.1:8545" },
    parameters: { type: "string", default: "development" },
    file: { type: "string" },
    out: { type: "string" },
    anchors: { type: "boolean", default: false },
  },
  async ({ rpc, parameters: name, file, out, anchors }) => {
    await build();
    // These need what the build makes.
    const { readParameters } = await import("@openrobotid/deployment/parameters");
    const { deploy } = await import("@openrobotid/deployment/deploy");
    const { deployAnchors } = await import("@openrobotid/deployment/anchors");
    const { writeDeployment } = await import("@openrobotid/deployment/file");

    const parameters = readParameters(name, file);
    const key = process.env.DEPLOYER_KEY;
    const { url, tokenFile, caFile } = endpointOf(rpc);
    if (caFile !== undefined) {
      throw new UserError(
        `--rpc: Hardhat takes no ca-file. Set NODE_EXTRA_CA_CERTS=${caFile} instead.`,
      );
    }
    const httpHeaders = tokenFile && {
      authorization: `Bearer ${readFileSync(tokenFile, "utf8").trim()}`,
    };
    const connection = await network.create({
      network: "localhost",
      override: { url, ...(key && { accounts: [key] }), ...(httpHeaders && { httpHeaders }) },
    });
    await connection.provider.request({ method: "eth_chainId" }).catch(() => {
      throw new UserError(
        `No node answers at ${url}, or it asks for a token. Start a chain (npx hardhat node), or say where one is: --rpc URL.`,
      );
    });
    if (anchors) {
      console.log(`Anchors ${await deployAnchors(connection)}`);
      await connection.close();
      return;
    }
    const displayUi = process.stdout.isTTY;
    const deployment = await deploy(connection, { name, parameters, displayUi });
    const path = writeDeployment(deployment, out);
    for (const [contract, { address, startBlock }] of Object.entries(deployment.contracts)) {
      console.log(`${contract.padEnd(20)} ${address}  block ${startBlock}`);
    }
    console.log(`\nWritten: ${relative(process.cwd(), path)}`);
    await connection.close();
  },
);

function endpointOf(text: string): Endpoint {
  try {
    return parseEndpoint(text);
  } catch (error) {
    throw new UserError(`--rpc: ${(error as Error).message}`);
  }
}
