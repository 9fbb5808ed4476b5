/** As much of JSON Schema as the document uses. */
export type JsonSchema = {
  $ref?: string;
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: (string | number)[];
  const?: string | number;
  format?: string;
  pattern?: string;
  default?: string | number;
  additionalProperties?: boolean | JsonSchema;
  [key: string]: unknown;
};

export type Language = "curl" | "TypeScript" | "PHP" | "Python";

/** A call in one language, ready to run where the variable JETON holds a jeton. */
export type CodeSample = { lang: Language; source: string };

export type Parameter = {
  name: string;
  in: "query" | "path" | "header";
  required: boolean;
  description: string;
  schema: JsonSchema;
};

type Content = Record<string, { schema: JsonSchema; example?: unknown }>;

export type DocumentedAnswer = { description: string; content: Content };

export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: { required: true; description: string; content: Content };
  responses: Record<string, DocumentedAnswer>;
  "x-codeSamples": CodeSample[];
};

export type Method = "get" | "post";

/** The OpenAPI 3.1 document of what a software may call. */
export type ApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string; description: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Partial<Record<Method, Operation>>>;
  components: {
    securitySchemes: Record<string, { type: "http"; scheme: "bearer"; description: string }>;
    schemas: Record<string, JsonSchema>;
  };
};
