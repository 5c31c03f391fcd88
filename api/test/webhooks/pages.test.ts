// The pages say what the code does: docs/webhooks.md has a receiver that runs, docs/privacy.md every stored field.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { openServiceStore } from "../../service-store/store.js";
import { messageOf, sendMessage } from "../../webhooks/message.js";
import { newSecret } from "../../webhooks/secrets.js";
import { changeAt } from "./feed.js";

const page = (name: string) =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");

const inCamelCase = (name: string) =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe("docs/webhooks.md", () => {
  let folder: string;
  let child: ChildProcess | undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "open-robot-id-receiver-"));
  });

  after(() => {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("has a receiver that takes what is signed, once, and refuses what is not", async function () {
    this.timeout(30_000);
    const program = /^```js\n(.*?)```$/ms.exec(page("webhooks.md"))?.[1] ?? "";
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    writeFileSync(join(folder, "receive.js"), program);
    const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));
    symlinkSync(modules, join(folder, "node_modules"), "dir");
    const secret = newSecret();
    const env = { ...process.env, PORT: "0", WEBHOOK_SECRET: secret };
    child = spawn(process.execPath, ["receive.js"], {
      ...{ cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] },
    });
    const lines: string[] = [];
    const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    reader.on("line", (line) => lines.push(line));
    await once(reader, "line");
    const port = /^listening on (\d+)$/.exec(lines[0] ?? "")?.[1];

    const send = async (secrets: readonly string[], now = Date.now()) => {
      const url = `http://127.0.0.1:${port}/`;
      const message = messageOf("wh_1", changeAt(412, 3));
      const rules = { allowLoopback: true };
      return (await sendMessage(message, { url, secrets, rules, now })).status;
    };
    expect(await send([newSecret()])).to.equal(401);
    expect(await send([secret], Date.now() - 6 * 60_000)).to.equal(401);
    expect(await send([newSecret(), secret])).to.equal(204);
    expect(await send([secret])).to.equal(204);
    expect(lines.slice(1)).to.deep.equal(["lotIssued at 412-3"]);
  });

  it("and docs/privacy.md list every field of the store with its reason and its term, and none that there is not", async () => {
    const store = await openServiceStore({ DATA_DIR: join(folder, "store") });
    const tables = await store.introspection.getTables();
    const fields = tables.flatMap(({ name, columns }) =>
      columns.map((column) => `${inCamelCase(name)}.${inCamelCase(column.name)}`),
    );
    await store.destroy();
    const [, section = ""] = page("privacy.md").split("\n## What the store of the API holds\n");
    const rows = (section.split("\n## ")[0] ?? "")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    const listed = rows.flatMap((line) => {
      const [, names = "", why = "", term = ""] = line.split("|");
      expect([why.trim(), term.trim()], line).not.to.include("");
      return [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    });
    expect(listed.sort()).to.deep.equal(fields.sort());
  });
});
