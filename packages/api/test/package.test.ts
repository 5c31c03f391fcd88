// The package as it is published, and the program of its README, in an empty folder.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build as buildPackage } from "@openrobotid/kit/built";
import { faultsOfManifest, faultsOfTypes } from "@openrobotid/kit/lintPackage";
import { nodeOfPrograms } from "@openrobotid/kit/node";
import { installPacked, programOfReadme } from "@openrobotid/kit/packed";
import { expect } from "chai";
import { build } from "esbuild";
import ts from "typescript";
import { generateTypes } from "../scripts/generate-types.js";
import { RecordedApi } from "./recorded-api.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));

describe("the package", function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-api-"));

  before(async () => {
    await buildPackage(root);
    installPacked("packages/api", folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("has the types of the OpenAPI document", async () => {
    expect(readFileSync(`${root}src/schema.ts`, "utf8")).to.equal(await generateTypes());
  });

  it("passes publint", async () => {
    expect(await faultsOfManifest(root)).to.deep.equal([]);
  });

  it("has types that are right for every way of importing it that there is", async () => {
    expect(await faultsOfTypes(root)).to.equal("");
  });

  it("gives answers and questions their types, in a strict project", () => {
    const file = join(folder, "typed.ts");
    writeFileSync(
      file,
      `import { type Api, ApiProblemError, createApi, type Robot } from "@openrobotid/api";
       const api: Api = createApi({ baseUrl: "https://api.example" });
       const robot: Robot = await api.robot("CNBH01TERN0325W07000000000001", { at: new Date() });
       const word: "inService" | "stolen" | undefined =
         robot.verdict.verdict === "inService" || robot.verdict.verdict === "stolen" ? robot.verdict.verdict : undefined;
       for await (const unit of api.recallUnits(1, { status: "open" })) unit.robot.length;
       for await (const change of api.changes({ after: "3-1" })) change.cursor.length;
       // @ts-expect-error: no status of a unit
       api.recallUnits(1, { status: "lost" });
       // @ts-expect-error: no field of a robot
       robot.owner;
       // @ts-expect-error: a campaign is a number
       await api.recall("1");
       export const failed = (error: unknown) => (error instanceof ApiProblemError ? error.problem?.detail : word);`,
    );
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: [],
    });
    const faults = ts.getPreEmitDiagnostics(program);
    expect(
      faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    ).to.deep.equal([]);
  });

  it("bundles for browsers", async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export * from "@openrobotid/api";`, resolveDir: folder },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      write: false,
      logLevel: "silent",
    });
    expect(outputFiles[0]?.contents.length).to.be.greaterThan(0);
  });

  it("runs the program of its README", async () => {
    writeFileSync(join(folder, "check.js"), programOfReadme("packages/api", "check.js"));
    const api = await RecordedApi.start();
    try {
      api.answer = ({ path }) =>
        decodeURI(path).endsWith("Ü")
          ? [
              400,
              {
                type: "urn:openrobotid:problem:invalid-code",
                title: "T",
                status: 400,
                detail: "Position 12",
                instance: "/",
              },
            ]
          : undefined;
      const env = { ...process.env, API_URL: api.url };
      const { stdout } = await run(nodeOfPrograms(), ["check.js"], { cwd: folder, env });
      expect(stdout.split("\n")).to.include.members([
        "CN-BH01-TERN03-25W07000000000001: inService, as of block 317",
        "UTR-25-01: 1499 of 1500 units are open",
        "400: Position 12",
      ]);
    } finally {
      await api.close();
    }
  });
});
