/** What Chromium hands to assistive technology, question by question. */
import type {CDPSession, Page} from 'playwright-core';

/** One node of the tree as a screen reader would meet it. */
export interface SpokenNode {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly value: string;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly disabled: boolean;
  readonly checked: boolean;
  readonly invalid: boolean;
}

interface DomNode {
  readonly nodeName: string;
  readonly backendNodeId: number;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

interface AxValue {
  readonly value?: unknown;
}

interface AxNode {
  readonly ignored: boolean;
  readonly backendDOMNodeId?: number;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly description?: AxValue;
  readonly value?: AxValue;
  readonly properties?: readonly {readonly name: string; readonly value: AxValue}[];
}

/** By the pointer of each question on the page: its nodes in document order, those without a role left out. */
export async function spokenFields(page: Page): Promise<ReadonlyMap<string, readonly SpokenNode[]>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  try {
    const {root} = (await session.send('DOM.getDocument', {depth: -1, pierce: true})) as unknown as {root: DomNode};
    const {nodes} = (await session.send('Accessibility.getFullAXTree')) as unknown as {nodes: readonly AxNode[]};
    const byDomNode = new Map(nodes.filter(({ignored}) => !ignored).map((node) => [node.backendDOMNodeId, node]));
    const found = new Map<string, SpokenNode[]>();
    const walk = (node: DomNode, field: SpokenNode[] | undefined): void => {
      let inField = field;
      if (node.nodeName === 'EGOV-FIELD') {
        const {attributes = []} = node;
        const pointer = attributes[attributes.indexOf('data-pointer') + 1];
        if (attributes.includes('data-pointer') && pointer !== undefined) {
          inField = [];
          found.set(pointer, inField);
        }
      }
      const spoken = byDomNode.get(node.backendNodeId);
      if (inField && spoken) inField.push(said(spoken, node.attributes ?? []));
      for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) walk(child, inField);
    };
    walk(root, undefined);
    return found;
  } finally {
    await session.detach();
  }
}

/** @param attributes of the node in the document: the protocol keeps `required` of drop-downs and tick boxes to itself. */
function said(node: AxNode, attributes: readonly string[]): SpokenNode {
  const text = (value: AxValue | undefined): string =>
    String(value?.value ?? '')
      .replace(/\s+/gu, ' ')
      .trim();
  const property = (name: string): unknown => node.properties?.find((each) => each.name === name)?.value.value;
  const holds = (name: string): boolean => property(name) === true || property(name) === 'true';
  return {
    role: text(node.role),
    name: text(node.name),
    description: text(node.description),
    value: text(node.value),
    required: holds('required') || attributes[attributes.indexOf('aria-required') + 1] === 'true',
    readonly: holds('readonly'),
    disabled: holds('disabled'),
    checked: holds('checked'),
    invalid: holds('invalid'),
  };
}
