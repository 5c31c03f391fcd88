// Pictures of every page, to be looked at by people: in all languages, on a phone and on a desk, and in the dark.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { launchChromium } from "@openrobotid/kit/chromium";
import { command, UserError } from "@openrobotid/kit/command";
import { LANGUAGES } from "@openrobotid/web/languages";
import { ROOT, SandboxFolder } from "@openrobotid/whole-sandbox/folder";
import { pagesOfSite, settle } from "@openrobotid/whole-sandbox/site";
import type { Browser } from "playwright-core";

const USAGE = `Usage: npm run screenshots -- [options]

Takes pictures of every page of the sandbox that runs (npm start) into the folder screenshots, in every language, at the
size of a phone and of a desk, and in dark colours once.

  --folder FOLDER   folder of the sandbox (default: .sandbox)
  --only TEXT       only pages whose name holds this text
  --help            this text
`;

const SIZES = {
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 900 },
} as const;

await command(
  USAGE,
  { folder: { type: "string" }, only: { type: "string", default: "" } },
  async ({ folder, only }) => {
    const web = addressOf(new SandboxFolder(folder));
    const out = join(ROOT, "screenshots");
    if (only === "") rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    const browser = await launchChromium();
    try {
      const pages = [...pagesOfSite()].filter(([name]) => name.includes(only));
      for (const [size, viewport] of Object.entries(SIZES)) {
        for (const language of LANGUAGES) {
          await takeAll(browser, pages, {
            web,
            out,
            viewport,
            language,
            suffix: `${size}.${language}`,
          });
        }
      }
      const dark = { viewport: SIZES.phone, language: "en", suffix: "phone.en.dark", isDark: true };
      await takeAll(browser, pages, { web, out, ...dark });
    } finally {
      await browser.close();
    }
    console.log(`Taken: ${relative(process.cwd(), out)}`);
  },
);

type Shot = {
  web: string;
  out: string;
  viewport: { width: number; height: number };
  language: string;
  suffix: string;
  isDark?: boolean;
};

async function takeAll(
  browser: Browser,
  pages: [name: string, path: string][],
  { web, out, viewport, language, suffix, isDark = false }: Shot,
): Promise<void> {
  const context = await browser.newContext({
    viewport,
    locale: language,
    colorScheme: isDark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  for (const [name, path] of pages) {
    await page.goto(`${web}${path}`, { waitUntil: "load" });
    await settle(page);
    await page.screenshot({ path: join(out, `${name}.${suffix}.png`), fullPage: true });
  }
  await context.close();
  console.log(`${pages.length} pages: ${suffix}`);
}

function addressOf(folder: SandboxFolder): string {
  try {
    const { services } = JSON.parse(readFileSync(folder.description, "utf8")) as {
      services: { name: string; url: string }[];
    };
    const url = services.find(({ name }) => name === "web")?.url;
    if (url !== undefined) return url;
  } catch {
    // Said below.
  }
  throw new UserError(
    `No sandbox was started in ${relative(process.cwd(), folder.path)}. Run npm start in another terminal first.`,
  );
}
