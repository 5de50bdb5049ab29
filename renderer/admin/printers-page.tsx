import { Button, Group, NativeSelect, Radio, Table } from '@mantine/core';
import { useState } from 'react';
import { documentKinds } from '../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../shared/contract/documents/kind.ts';
import type { DocumentKindDefinition } from '../../shared/contract/documents/kind.ts';
import { type PaperName, paperSizes } from '../../shared/contract/documents/paper.ts';
import { type Printing, printerOf } from '../../shared/contract/documents/printing.ts';
import { usualPaper } from '../../shared/contract/documents/usual-paper.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import css from './admin.module.css';

interface Line {
  readonly kind: DocumentKind;
  readonly paper: PaperName;
}

/** Every paper of every kind: the same list for every window, with what is set for this one. */
const lines: readonly Line[] = (
  Object.entries(documentKinds) as [DocumentKind, DocumentKindDefinition][]
).flatMap(([kind, { papers }]) => papers.map((paper) => ({ kind, paper })));

/** Which printer of this machine makes which paper, and on which paper a kind is made when nobody chooses. */
export function PrintersPage({ session }: RoomProps) {
  const client = useClient();
  const printers = useAnswer('documents.printers', {});
  const set = useAnswer('documents.printing', {});
  const act = useAct();
  const [said, setSaid] = useState('');
  const mayChange = mayAsk(session.role, 'documents.setPrinting');
  const printing = set.value;
  const change = (next: Printing, what: string) =>
    act.run(async () => {
      setSaid('');
      await client.request('documents.setPrinting', { printing: next });
      set.reload();
      setSaid(`已保存：${what}。从现在起照此打印。`);
    });
  const test = (paper: PaperName, printer: string | null) =>
    act.run(async () => {
      setSaid('');
      setSaid((await client.request('documents.testPage', { paper, printer })).sentence);
    });
  const names = (printers.value ?? []).map(({ name }) => name);
  return (
    <>
      <h2>打印设置</h2>
      <p className={css['state']}>
        本窗口的每种单据用哪种纸、哪台打印机。没有指定的，用系统默认打印机。
        {printers.value?.length === 0 && '本机现在没有找到打印机：单据照常存档，装好打印机后再补打。'}
      </p>
      <Trouble refusal={printers.refusal ?? set.refusal ?? act.refusal} />
      <Waiting what={act.waiting ? '正在办理……' : undefined} />
      {said !== '' && <Look sentence={said} />}
      {printing !== undefined && (
        <Table aria-label="打印设置">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>单据</Table.Th>
              <Table.Th>纸张</Table.Th>
              <Table.Th>常用</Table.Th>
              <Table.Th>打印机</Table.Th>
              <Table.Th>测试</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <PrinterRow
                key={`${line.kind} ${line.paper}`}
                line={line}
                printing={printing}
                names={names}
                disabled={!mayChange || act.waiting}
                onChange={change}
                onTest={test}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

interface PrinterRowProps {
  readonly line: Line;
  readonly printing: Printing;
  readonly names: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (next: Printing, what: string) => void;
  readonly onTest: (paper: PaperName, printer: string | null) => void;
}

function PrinterRow({ line, printing, names, disabled, onChange, onTest }: PrinterRowProps) {
  const { kind, paper } = line;
  const { title, papers }: DocumentKindDefinition = documentKinds[kind];
  const printer = printerOf(printing, kind, paper);
  const isGone = printer !== null && !names.includes(printer);
  const what = `${title} ${paperSizes[paper].title}`;
  return (
    <Table.Tr>
      <Table.Td>{papers[0] === paper && <b>{title}</b>}</Table.Td>
      <Table.Td>{paperSizes[paper].title}</Table.Td>
      <Table.Td>
        <Radio
          aria-label={`${title}常用${paperSizes[paper].title}`}
          checked={usualPaper(printing, kind) === paper}
          disabled={disabled}
          onChange={() => onChange(withUsual(printing, line), `${title}常用${paperSizes[paper].title}`)}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          aria-label={`${what}的打印机`}
          value={printer ?? ''}
          disabled={disabled}
          error={isGone && '这台打印机现在不在：可能关机、被删除或改了名'}
          onChange={(event) => {
            const chosen = event.currentTarget.value || null;
            onChange(withPrinter(printing, line, chosen), `${what}用${chosen ?? '系统默认打印机'}`);
          }}
          data={[
            { value: '', label: '系统默认' },
            ...(isGone ? [printer] : []).concat(names).map((name) => ({ value: name, label: name })),
          ]}
        />
      </Table.Td>
      <Table.Td>
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            disabled={disabled}
            aria-label={`${what} 打测试页`}
            onClick={() => onTest(paper, printer)}
          >
            打测试页
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function withPrinter(printing: Printing, { kind, paper }: Line, printer: string | null): Printing {
  const before = printing.find((line) => line.kind === kind && line.paper === paper);
  const others = printing.filter((line) => line !== before);
  return [...others, { kind, paper, printer, isUsual: before?.isUsual ?? false }];
}

function withUsual(printing: Printing, { kind, paper }: Line): Printing {
  const cleared = printing.map((line) => (line.kind === kind ? { ...line, isUsual: false } : line));
  const before = cleared.find((line) => line.kind === kind && line.paper === paper);
  const others = cleared.filter((line) => line !== before);
  return [...others, { kind, paper, printer: before?.printer ?? null, isUsual: true }];
}
