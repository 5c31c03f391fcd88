// `robotid config`: the registries one works with, by name.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import {
  type Config,
  configPath,
  type Profile,
  profilesOf,
  readConfig,
  SANDBOX,
  writeConfig,
} from "../config.js";
import { isWebAddress } from "../connection.js";
import { group, reading } from "../define.js";
import { usageFailure } from "../failure.js";
import { keystorePath } from "../keys.js";
import { isPrivateKey, withoutAddressSecrets } from "../secrets.js";
import type { Session } from "../session.js";
import type { Layout } from "../text.js";

const ANSWER = {
  file: "where the configuration is",
  profile: "the profile that is used where none is named",
  profiles: "all profiles by name: rpc, deployment, verifyAgainst, anchor, keystore",
} as const;

export function defineConfig(program: CommandUnknownOpts, session: Session): void {
  const config = group(
    program,
    "config",
    "Profiles: which registry is meant, and which node is asked",
  ) as never;

  reading(
    config,
    "show",
    "Show the profiles",
    { json: ANSWER, examples: ["config", "config show --json"] },
    { isDefault: true },
  ).action((_options, command) => show(session, command));

  reading(
    config,
    "set",
    "Write a profile, from --rpc, --deployment, --verify-against, --anchor and --keystore",
    {
      json: ANSWER,
      examples: [
        "config set sandbox --rpc http://127.0.0.1:8545 --deployment deployments/31337.json",
      ],
    },
  )
    .argument("<name>", "name of the profile")
    .action((name, _options, command) => {
      const options = session.options(command);
      const path = configPath(session.shell, options.config);
      const before = readConfig(path);
      const { cwd } = session.shell;
      const inFolder = (file: string | undefined) =>
        file === undefined || isWebAddress(file) ? file : resolve(cwd, file);
      const given = {
        rpc: options.rpc,
        deployment: inFolder(options.deployment),
        verifyAgainst: options.verifyAgainst,
        anchor: inFolder(options.anchor),
        keystore: inFolder(options.keystore),
      };
      const profile = { ...before.profiles[name], ...withoutUndefined(given) };
      if (options.keystore !== undefined && isPrivateKey(options.keystore)) {
        keystorePath(session.shell, options.keystore);
      }
      for (const file of [given.deployment, given.anchor, given.keystore]) requireNoFolder(file);
      if (!profile.rpc || !profile.deployment) {
        throw usageFailure(
          `A profile needs an address and a deployment.`,
          "Give --rpc and --deployment.",
        );
      }
      if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
        throw usageFailure(
          `A profile cannot be called "${name}".`,
          "Expected lower-case letters, digits and hyphens.",
        );
      }
      writeConfig(path, {
        ...before,
        profiles: { ...before.profiles, [name]: profile as Profile },
      });
      show(session, command);
    });

  reading(config, "use", "Say which profile is used where none is named", {
    json: ANSWER,
    examples: ["config use sandbox"],
  })
    .argument("<name>", "name of the profile")
    .action((name, _options, command) => {
      change(session, command, name, (config) => ({ ...config, profile: name }));
    });

  reading(config, "remove", "Remove a profile", {
    json: ANSWER,
    examples: ["config remove staging"],
  })
    .argument("<name>", "name of the profile")
    .action((name, _options, command) => {
      change(
        session,
        command,
        name,
        ({ profile, profiles: { [name]: _removed, ...profiles } }) => ({
          ...(profile !== undefined && profile !== name && { profile }),
          profiles,
        }),
      );
    });
}

/** Refuses a folder; what is not there yet may come later. */
function requireNoFolder(file: string | undefined): void {
  if (file === undefined || !statSync(file, { throwIfNoEntry: false })?.isDirectory()) return;
  throw usageFailure(`${file}: it is a folder, and a file is needed.`);
}

/** Changes the file, with respect to a profile that must be there. */
function change(
  session: Session,
  command: CommandUnknownOpts,
  name: string,
  to: (config: Config) => Config,
): void {
  const path = configPath(session.shell, session.options(command).config);
  const config = readConfig(path);
  const names = Object.keys(profilesOf(config, session.shell));
  if (!names.includes(name)) {
    throw usageFailure(
      `There is no profile "${name}" in ${path}.`,
      `There are: ${names.join(", ")}.`,
    );
  }
  writeConfig(path, to(config));
  show(session, command);
}

function withoutUndefined<value extends object>(values: value): Partial<value> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<value>;
}

function show(session: Session, command: CommandUnknownOpts): void {
  const file = configPath(session.shell, session.options(command).config);
  const config = readConfig(file);
  const profiles = Object.fromEntries(
    Object.entries(profilesOf(config, session.shell)).map(([name, profile]) => [
      name,
      withoutPasswords(profile),
    ]),
  );
  const answer = { file, profile: config.profile ?? SANDBOX, profiles };
  session.answer(command, answer, (layout) => render(answer, layout));
}

/** Addresses of nodes can carry passwords and tokens, which do not belong on a screen. */
function withoutPasswords(profile: Profile): Profile {
  const { rpc, verifyAgainst } = profile;
  return {
    ...profile,
    rpc: withoutAddressSecrets(rpc),
    ...(verifyAgainst && { verifyAgainst: withoutAddressSecrets(verifyAgainst) }),
  };
}

function render(
  { file, profile, profiles }: { file: string; profile: string; profiles: Record<string, Profile> },
  layout: Layout,
): string {
  const rows = Object.entries(profiles).map(
    ([name, { rpc, deployment, verifyAgainst = "", anchor = "", keystore = "" }]) => [
      name === profile ? `${name} *` : name,
      rpc,
      deployment,
      verifyAgainst,
      anchor,
      keystore,
    ],
  );
  return `${file}\n\n${layout.table(["profile", "node", "deployment", "second node", "anchor", "keystore"], rows, "")}`;
}
