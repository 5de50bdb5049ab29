/** What `npm audit --json` came to; `isClean` is null where nobody knows. */
export interface AuditVerdict {
  readonly isClean: boolean | null;
  readonly sentence: string;
}

interface Finding {
  readonly name?: string;
  readonly severity?: string;
  readonly range?: string;
}

/** @param answer what npm wrote; a registry without such a list answers with an error, a page or nothing */
export function verdictOf(answer: string): AuditVerdict {
  const said = parsed(answer);
  if (said?.vulnerabilities === undefined || said.metadata === undefined) {
    const why = said?.message ?? said?.error?.summary ?? 'no list in its answer';
    return {
      isClean: null,
      sentence: `The registry gives no answer about known vulnerabilities (${why}). Nothing is known, good or bad.`,
    };
  }
  const found = Object.values(said.vulnerabilities);
  if (found.length === 0) {
    return { isClean: true, sentence: 'The registry knows of no vulnerability in what is locked.' };
  }
  const lines = found.map(({ name, severity, range }) => `  ${name} ${range}: ${severity}`);
  return {
    isClean: false,
    sentence: [`${found.length} packages with known vulnerabilities:`, ...lines].join('\n'),
  };
}

interface Said {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly metadata?: object;
  readonly vulnerabilities?: Readonly<Record<string, Finding>>;
}

function parsed(answer: string): Said | undefined {
  try {
    return JSON.parse(answer) as Said;
  } catch {
    return undefined;
  }
}
