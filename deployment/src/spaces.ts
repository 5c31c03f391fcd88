// The kind spaces of the registry and its modules: the deployment gives them, and everything that reads kinds takes them from here.

/** The space under which a contract appends entries to the histories of robots: `kind = space × 256 + local kind`. */
export const KIND_SPACES = {
  /** The registry itself, with its companions RobotFlags and RegistrarOrders. No vote can give it away. */
  RobotRegistry: 0,
  RecallRegistry: 1,
  Dossier: 2,
} as const;
