// Finds words for people in sources that should take them from web/i18n/.
import ts from 'typescript';

/** Attributes that are read or read out. */
const SPOKEN = /^(title|placeholder|alt|content|aria-label|aria-description|aria-roledescription|aria-valuetext)$/;

/** Properties that are read or read out. */
const SHOWN = /^(textContent|innerText|title|placeholder|alt|ariaLabel|ariaDescription|ariaValueText)$/;

/** Names and technical values that are no language's. */
const NEUTRAL = /^(Parley|light dark|static|width=device-width.*|#[0-9a-f]{6})$/;

/** Properties that only programs read. */
const TECHNICAL = /^(className|id|type|name|role|htmlFor|key|code)$/;

/** Words that a person would read: two together, or one that begins or ends like a sentence. */
const PROSE = /\p{L}{2,} \p{L}|^\p{Lu}\p{Ll}+[.…!?:]?$|\p{L}[.…!?]$/u;

/**
 * @param {string} html
 * @returns {string[]} the texts and the attributes with words in them
 */
export function wordsInPage(html) {
  const text = html.replace(/<!--[\s\S]*?-->/g, '').split(/<[^>]*>/).map((part) => part.trim());
  const attributes = [...html.matchAll(/\s([\w-]+)="([^"]*)"/g)]
    .filter(([, name]) => SPOKEN.test(name)).map(([, , value]) => value);
  return [...text, ...attributes].filter((part) => /\p{L}/u.test(part) && !NEUTRAL.test(part));
}

/**
 * @param {string} code
 * @returns {string[]} the strings that people would see
 */
export function literalsIn(code) {
  /** @type {string[]} */
  const found = [];
  const file = ts.createSourceFile('page.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isForProgrammers(node)) return;
    const text = textOf(node);
    if (text !== undefined && !NEUTRAL.test(text)) {
      if (isShown(node) ? /\p{L}/u.test(text) : PROSE.test(text)) found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** @param {ts.Node} node */
function textOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map((span) => span.literal.text).join('');
}

/** Errors, the console, class names, selectors and the like. @param {ts.Node} node */
function isForProgrammers(node) {
  if (ts.isImportDeclaration(node) || ts.isNewExpression(node)) {
    return ts.isImportDeclaration(node) || /Error$|Exception$/.test(node.expression.getText());
  }
  if (ts.isCallExpression(node)) {
    return /(^|\.)(t|querySelector(All)?|matches|closest|matchMedia|warn|error|getContext|define|wordsOf)$/
      .test(node.expression.getText()) || /classList\.\w+$/.test(node.expression.getText());
  }
  if (ts.isPropertyAssignment(node)) return TECHNICAL.test(node.name.getText());
  if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left)) {
    return TECHNICAL.test(node.left.name.text);
  }
  // `event.key === 'Enter'`
  return ts.isBinaryExpression(node) && /^[!=]==$/.test(node.operatorToken.getText());
}

/** Whether the text goes where people read or hear it. @param {ts.Node} node */
function isShown(node) {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)) {
    return parent.right === node && SHOWN.test(parent.left.name.text);
  }
  if (!ts.isCallExpression(parent) || !/setAttribute$/.test(parent.expression.getText())) return false;
  const [name, value] = parent.arguments;
  return value === node && ts.isStringLiteral(name) && SPOKEN.test(name.text);
}
