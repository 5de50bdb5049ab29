import { nodesOf, type Rule, type SyntaxNode } from './source.ts';

/** Field names of the national interface; the beginnings are its own, so that our snake_case codes pass. */
const wireName =
  /\b(psn_\w+|mdtrt_\w+|mdtrtarea_\w+|setl_\w+|medins_\w+|fixmedins_\w+|insuplc_\w+|insutype|hifp_\w+|hifmi_\w+|hifes_\w+|hifob_\w+|maf_pay|acct_pay|oth_pay|cvlserv_\w+|fund_pay\w*|medfee_\w+|inscp_\w+|preselfpay_\w+|overlmt_\w+|fulamt_\w+|act_pay_dedc|exp_content|hosp_part_amt|infno|inf_time|recer_sys_code|opter_\w+|dscg_\w+|ipt_no)\b/g;

/** The only places that speak the platform's language: its adapter and the practice platform that answers it. */
const speakers = ['electron/service/platform/', 'electron/service/practice/platform'];

/** Wire names stay in the adapter; everywhere else the field's English terms are used. */
export const wireNames: Rule = (source) => {
  if (speakers.some((place) => source.path.startsWith(place))) return [];
  const found = [...nodesOf(source)].flatMap((node) => textOf(node).match(wireName) ?? []);
  return [...new Set(found)].map((name) => `'${name}' is a name of the wire`);
};

/** What a node says: its name, its text, or nothing. */
function textOf(node: SyntaxNode): string {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return String(node['name']);
  if (node.type === 'Literal') return String(node['value']);
  if (node.type === 'TemplateElement') return (node['value'] as { raw: string }).raw;
  return '';
}
