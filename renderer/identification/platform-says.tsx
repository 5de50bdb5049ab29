import { useEffect, useState } from 'react';
import type { PlatformWord } from '../../shared/contract/identification.ts';
import { useClient } from '../app/use-client.ts';
import css from './identification.module.css';
import { platformDifferenceTitles, platformLine } from './words.ts';

/**
 * Asks the platform who this is as soon as a person lies on the desk. Nothing waits for it: the roster stands there
 * meanwhile and counts either way.
 */
export function PlatformSays({ personId }: { personId: string }) {
  const client = useClient();
  const [word, setWord] = useState<PlatformWord>();
  useEffect(() => {
    let current = true;
    client.request('identification.ask', { personId, again: false }).then(
      (said) => current && setWord(said),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, personId]);
  const line = word === undefined ? undefined : platformLine(word);
  if (word === undefined || line === undefined) return null;
  return (
    <div role="group" aria-label="医保平台登记" className={css['platform']}>
      <p className={word.differences.length > 0 ? css['look'] : undefined}>{line}</p>
      {word.differences.length > 0 && (
        <dl>
          {word.differences.map(({ what, atPlatform, known }) => (
            <div key={what}>
              <dt>{platformDifferenceTitles[what]}</dt>
              <dd>
                平台 <b>{atPlatform}</b> · 名册 {known}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
