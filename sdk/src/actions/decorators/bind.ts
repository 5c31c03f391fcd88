import type { RegistryClient } from "../../internal/call.js";

/** Actions as methods of a client: the same parameters without the client. */
export type Bound<actions> = {
  [name in keyof actions as actions[name] extends Action ? name : never]: actions[name] extends (
    client: RegistryClient,
    ...parameters: infer parameters
  ) => infer result
    ? (...parameters: parameters) => result
    : never;
};

type Action = (client: RegistryClient, ...parameters: never[]) => unknown;

/** Gives a client to each action of a module. */
export function bind<actions extends object>(
  client: RegistryClient,
  actions: actions,
): Bound<actions> {
  const bound = Object.entries(actions as Record<string, Action>).map(([name, action]) => [
    name,
    (...parameters: never[]) => action(client, ...parameters),
  ]);
  return Object.fromEntries(bound) as Bound<actions>;
}
