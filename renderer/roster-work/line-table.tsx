import { Checkbox, Table } from '@mantine/core';
import type { RosterWorkLine } from '../../shared/contract/roster-work.ts';
import { formatInstant } from '../components/moment.ts';
import css from './roster-work.module.css';
import { outcomeTitles } from './words.ts';

interface LineTableProps {
  readonly lines: readonly RosterWorkLine[];
  /** Left out where nobody may tick. */
  readonly chosen?: readonly string[];
  readonly onChosen?: (personIds: readonly string[]) => void;
}

const nobody: readonly string[] = [];

/** A line for each person; who is in hospital or was settled this year comes first. */
export function LineTable({ lines, chosen = nobody, onChosen }: LineTableProps) {
  if (lines.length === 0) return <p>没有要列出的人。</p>;
  const all = lines.map(({ personId }) => personId);
  return (
    <div className={css['lines']} tabIndex={0} role="region" aria-label="要核对的人">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {onChosen !== undefined && (
              <Table.Th w="2.5rem">
                <Checkbox
                  aria-label="全选"
                  checked={chosen.length === all.length}
                  indeterminate={chosen.length > 0 && chosen.length < all.length}
                  onChange={(event) => onChosen(event.currentTarget.checked ? all : [])}
                />
              </Table.Th>
            )}
            <Table.Th w="13rem">姓名</Table.Th>
            <Table.Th w="11rem">住址</Table.Th>
            <Table.Th>名册怎么说</Table.Th>
            <Table.Th w="9rem">在本院</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.personId}>
              {onChosen !== undefined && (
                <Table.Td>
                  <Checkbox
                    aria-label={`选 ${line.personName}`}
                    checked={chosen.includes(line.personId)}
                    onChange={(event) =>
                      onChosen(
                        event.currentTarget.checked
                          ? [...chosen, line.personId]
                          : chosen.filter((one) => one !== line.personId),
                      )
                    }
                  />
                </Table.Td>
              )}
              <Cells line={line} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Cells({ line }: { line: RosterWorkLine }) {
  const { openStayCount, settlementCount, tick } = line;
  return (
    <>
      <Table.Td>
        {line.personName}
        <small>{line.maskedIdNumber}</small>
      </Table.Td>
      <Table.Td>
        {[line.township, line.village].filter((part) => part !== null).join(' ') || '—'}
        <small>{line.householdNumber !== null && `户编号 ${line.householdNumber}`}</small>
      </Table.Td>
      <Table.Td>
        <ul>
          {line.details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
        {line.isOvertaken && <small>之后的名册又有变动，请看最新的一份。</small>}
        {tick !== null && (
          <small>
            {outcomeTitles[tick.outcome]}：{tick.reason}（{tick.byName} {formatInstant(tick.at)}）
          </small>
        )}
      </Table.Td>
      <Table.Td className={openStayCount > 0 ? css['here'] : undefined}>
        {openStayCount > 0 && <div>在院 {openStayCount} 次</div>}
        {settlementCount > 0 && <div>本年结算 {settlementCount} 笔</div>}
      </Table.Td>
    </>
  );
}
