// What a page of Markdown says that is not so: links that lead nowhere, and commands, options, paths and routes that do not exist.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { git, projectFiles } from "@openrobotid/kit/git";
import { workspaces } from "@openrobotid/kit/workspaces";
import { type Code, type Page, readPage } from "./markdown.js";
import { faultsOfCall } from "./robotid.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where a program has something to fill in. */
const PLACEHOLDER = /[…<>{}*$]|\.\.\./;

/** Files of the repository, those that are not committed yet too. */
export const files = projectFiles();
const folders = new Set(files.flatMap((file) => ancestorsOf(file)));
const exists = (path: string) => folders.has(path) || existsSync(join(ROOT, path));

/** Pages that people write: a generated one says so in its first line. */
export const handWritten = files
  .filter((file) => file.endsWith(".md"))
  .filter((file) => !read(file).startsWith("<!-- Generated"));

/** Everything that is wrong with a page, a line each. */
export function faultsOf(path: string, text = read(path)): string[] {
  const page = readPage(text);
  return [
    ...brokenLinks(path, page),
    ...page.code.flatMap((code) =>
      [wrongScript, wrongRobotid, wrongPath, wrongRoute].flatMap((check) =>
        check(code, path).map((fault) => `${path}:${code.line}: ${fault}`),
      ),
    ),
  ];
}

/** How many links lead from one page to each other one that can be reached from it. */
export function distancesFrom(start: string): Map<string, number> {
  const distances = new Map([[start, 0]]);
  for (const [page, distance] of distances) {
    for (const { to } of readPage(read(page)).links) {
      const target = targetOf(page, to);
      if (!target.endsWith(".md") || !exists(target) || distances.has(target)) continue;
      distances.set(target, distance + 1);
    }
  }
  return distances;
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

function ancestorsOf(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function brokenLinks(path: string, { links, anchors }: Page): string[] {
  return links.flatMap(({ line, to }) => {
    const [file = "", anchor] = decodeURI(to).split("#");
    const target = targetOf(path, to);
    if (file !== "" && !exists(target)) return [`${path}:${line}: no ${target}`];
    if (anchor === undefined || !target.endsWith(".md")) return [];
    const there = file === "" ? anchors : readPage(read(target)).anchors;
    return there.has(anchor) ? [] : [`${path}:${line}: no #${anchor} in ${target}`];
  });
}

/** The file or folder that a link of a page leads to. */
function targetOf(path: string, to: string): string {
  const [file = ""] = decodeURI(to).split("#");
  return file === "" ? path : normalize(join(dirname(path), file)).replace(/\/$/, "");
}

const scripts = new Map(
  ["", ...workspaces].map((workspace) => {
    const manifest = JSON.parse(read(join(workspace, "package.json"))) as {
      scripts?: Record<string, string>;
    };
    return [workspace, Object.keys(manifest.scripts ?? {})] as const;
  }),
);

/** `npm run X`, `npm test` and `npm start`, of the root or of the workspace that is named. */
function wrongScript({ text }: Code, path: string): string[] {
  return [...text.matchAll(/\bnpm (run|test|start)\b([^|&;#)]*)/g)].flatMap(
    ([, verb, rest = ""]) => {
      const words = (rest.split(" -- ")[0] ?? "").split(/\s+/).filter((word) => word !== "");
      const named = /(?:-w|--workspace)[ =](\S+)/.exec(rest)?.[1];
      const script =
        verb === "run"
          ? words.find((word, index) => !word.startsWith("-") && words[index - 1] !== "-w")
          : verb;
      if (script === undefined || PLACEHOLDER.test(script)) return [];
      const own = [...scripts.keys()].find(
        (folder) => folder !== "" && path.startsWith(`${folder}/`),
      );
      const places = named === undefined ? ["", own ?? ""] : [named];
      if (places.some((place) => scripts.get(place)?.includes(script))) return [];
      return [`no npm script ${script}${named === undefined ? "" : ` in ${named}`}`];
    },
  );
}

/** `robotid` with its words and options, at the beginning of a line or of what is between backticks. */
function wrongRobotid({ text, block }: Code): string[] {
  return faultsOfCall(text, block);
}

/**
 * What begins like a path of the repository, or of a folder that the page is in, and is not there. Pages of `packages/` are for
 * readers who have no repository: their paths are of the reader's own project.
 */
function wrongPath({ text, block }: Code, path: string): string[] {
  if (block || path.startsWith("packages/")) return [];
  if (text.startsWith("./") || !/^[\w.@-]+(?:\/[\w.@-]+)+\/?$/.test(text)) return [];
  const first = text.split("/")[0] ?? "";
  const places = ["", ...ancestorsOf(path)].filter((base) => folders.has(join(base, first)));
  if (places.length === 0) return [];
  const candidates = places.map((base) => join(base, text).replace(/\/$/, ""));
  return candidates.some((one) => exists(one) || isMade(one)) ? [] : [`no path ${text}`];
}

/** Whether it is something that a command makes: git ignores it. */
function isMade(path: string): boolean {
  try {
    // With a slash it may be a folder too, which git cannot see where it is not made yet.
    git("check-ignore", "--quiet", `${path}/`);
    return true;
  } catch {
    return false;
  }
}

const { paths } = JSON.parse(read("api/openapi.json")) as {
  paths: Record<string, Record<string, unknown>>;
};

/** Routes of the API, `/v1/…`, with the method where one is named. */
function wrongRoute({ text }: Code): string[] {
  const found = text.matchAll(
    /(?:\b(GET|POST|PUT|DELETE|HEAD) )?(?:https?:\/\/[^/\s]+)?(\/v1\/[\w/{}:.-]*)(…|\*)?/g,
  );
  return [...found].flatMap(([, method, route = "", open]) => {
    const asked = route.replace(/[.:/]+$/, "");
    if (open !== undefined || asked === "/v1") return [];
    const match = Object.entries(paths).find(
      ([path]) =>
        path.startsWith("/v1/") &&
        new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+?")}$`).test(asked),
    );
    if (!match) return [`no route ${asked}`];
    if (method === undefined || method.toLowerCase() in match[1] || method === "HEAD") return [];
    return [`no route ${method} ${asked}`];
  });
}
