import { problemResponse, statusTitle } from "@/lib/actions/problem";

/** What a call is refused for, with the status and the words of its answer. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly details: readonly object[] | null;

  constructor(status: number, message: string, details: readonly object[] | null = null) {
    super(message);
    this.name = "ApiRefusal";
    this.status = status;
    this.details = details;
  }
}

export type ErrorShape = (status: number, message: string, details: readonly object[] | null) => Response;

/** An error in the TBA's own form, for the routes that are its own. */
export const tbaError: ErrorShape = (status, message, details) =>
  Response.json({ error: statusTitle(status), message, ...(details !== null && { details }) }, { status });
/** An error as RFC 9457 says, for the routes that are ours. */
export const problem: ErrorShape = (status, detail) => problemResponse(status, detail);
