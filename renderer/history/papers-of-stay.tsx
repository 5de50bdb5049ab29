import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ArchivedDocument, mostOfStay } from '../../shared/contract/documents/archive.ts';
import { documentKinds } from '../../shared/contract/documents/document.ts';
import { useAnswer } from '../app/use-client.ts';
import { copyWords } from '../archive/words.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import css from './history.module.css';

interface PapersOfStayProps {
  readonly stayId: string;
  readonly onOpen: (paper: ArchivedDocument) => void;
}

/** What was printed about the stay, the newest first: to look at, save or print again. F4 opens the newest. */
export function PapersOfStay({ stayId, onOpen }: PapersOfStayProps) {
  const { value, refusal } = useAnswer('documents.ofStay', { stayId });
  const newest = value?.[0];
  useHotkeys(newest === undefined ? [] : [['F4', () => onOpen(newest)]], []);
  if (value === undefined) return <Trouble refusal={refusal} />;
  if (value.length === 0) return <p className={css['soft']}>这次住院还没有打印过单据。</p>;
  return (
    <section>
      <h3>
        打印过的单据 <KeyHint of="F4" />
      </h3>
      <ul aria-label="打印过的单据" className={css['papers']}>
        {value.map((paper) => (
          <li key={paper.documentId}>
            <Button size="compact-sm" variant="subtle" onClick={() => onOpen(paper)}>
              {documentKinds[paper.kind].title} {paper.number}
            </Button>
            <span title={copyWords(paper)}>{copyWords(paper)}</span>
            <span>
              {formatInstant(paper.recordedAt)} {paper.recordedByName}
            </span>
          </li>
        ))}
      </ul>
      {value.length === mostOfStay && (
        <p className={css['soft']}>只列出最新的 {mostOfStay} 份，其余在“单据”里查。</p>
      )}
    </section>
  );
}
