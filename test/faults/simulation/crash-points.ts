import { type Database, SqliteError, type Statement } from 'better-sqlite3';

/** The power failed: nothing after this happens in that program any more. */
export class Crash extends Error {}

export type Accident = 'crash' | 'disk_error';

/** Called before every statement and on both sides of every commit; may throw. */
export type Tick = (place: string) => void;

/** What a disk that fails looks like to the service: it does not take a page, or does not confirm a commit. */
export function diskError(place: string): Error {
  const code = place === 'before commit' ? 'SQLITE_IOERR_FSYNC' : 'SQLITE_IOERR_WRITE';
  return new SqliteError('disk I/O error', code);
}

/** The database as the service sees it, with a possible end of the world at each step. */
export function breakable(database: Database, tick: Tick): Database {
  return new Proxy(database, {
    get(target, property): unknown {
      if (property === 'prepare') {
        return (sql: string) => breakableStatement(target.prepare(sql), () => tick(`statement ${sql}`));
      }
      if (property === 'transaction')
        return (work: (...given: unknown[]) => unknown) => breakableTransaction(target, work, tick);
      if (property === 'exec') {
        return (sql: string) => {
          tick(`exec ${sql}`);
          return target.exec(sql);
        };
      }
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** The driver's statement with a step before each run of it. */
function breakableStatement(statement: Statement, tick: () => void): Statement {
  const running = (name: 'run' | 'get' | 'all' | 'iterate') => {
    const run = statement[name].bind(statement) as (...parameters: unknown[]) => unknown;
    return (...parameters: unknown[]): unknown => {
      tick();
      return run(...parameters);
    };
  };
  const turning = (name: 'pluck' | 'raw') => () => {
    statement[name]();
    return itself;
  };
  const itself = {
    source: statement.source,
    run: running('run'),
    get: running('get'),
    all: running('all'),
    iterate: running('iterate'),
    pluck: turning('pluck'),
    raw: turning('raw'),
  } as unknown as Statement;
  return itself;
}

/** A crash after the commit leaves it done and nobody who knows. */
function breakableTransaction(database: Database, work: (...given: unknown[]) => unknown, tick: Tick) {
  const whole = database.transaction((...given: unknown[]) => {
    const result = work(...given);
    tick('before commit');
    return result;
  });
  const committed =
    (run: (transaction: typeof whole, given: unknown[]) => unknown) =>
    (...given: unknown[]): unknown => {
      tick('begin');
      const result = run(whole, given);
      tick('after commit');
      return result;
    };
  return Object.assign(
    committed((transaction, given) => transaction(...given)),
    {
      immediate: committed((transaction, given) => transaction.immediate(...given)),
      deferred: committed((transaction, given) => transaction.deferred(...given)),
      exclusive: committed((transaction, given) => transaction.exclusive(...given)),
    },
  );
}
