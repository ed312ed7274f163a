// Makes what the pages load, into ../build: one stylesheet, a script for each file here, the face. Run by `npm run build`.

import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

import { build } from "esbuild"
import { compile } from "sass"

const SOURCE = dirname(fileURLToPath(import.meta.url))
const OUT = join(SOURCE, "..", "build")
const PACKAGES = join(SOURCE, "..", "..", "..", "..", "node_modules")
const INTER = join(PACKAGES, "@fontsource-variable", "inter", "files")
const INTER_FOR_FILES = join(PACKAGES, "@expo-google-fonts", "inter")

// Nothing is removed first: a server that runs meanwhile never misses a file.
mkdirSync(join(OUT, "fonts"), { recursive: true })

// Without a byte-order mark: joined after another file, it would silently kill the first rule, the tokens.
const sheet = compile(join(SOURCE, "theme.scss"), {
  loadPaths: [PACKAGES],
  style: "compressed",
  charset: false,
  quietDeps: true,
})
writeFileSync(join(OUT, "app.css"), sheet.css)

// Each file beside this one is a script of its own, so that a page loads only what it uses; parts/ is shared source.
await build({
  entryPoints: readdirSync(SOURCE)
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(SOURCE, name)),
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
})

// The optical sizes of the face: headings tighter, small text more open. Latin Extended holds the Welsh ŵ and ŷ.
for (const letters of ["latin", "latin-ext"]) {
  cpSync(join(INTER, `inter-${letters}-opsz-normal.woff2`), join(OUT, "fonts", `inter-${letters}.woff2`))
}
// The same face for what leaves the site as a picture or a document.
for (const [folder, weight] of [["400Regular", "Regular"], ["600SemiBold", "SemiBold"], ["700Bold", "Bold"]]) {
  cpSync(join(INTER_FOR_FILES, folder, `Inter_${folder}.ttf`), join(OUT, "fonts", `Inter-${weight}.ttf`))
}
// What Inter has no letters for: Cree and Inuktitut. Last, so that all else stands where this package is not installed yet.
const SYLLABICS = join(PACKAGES, "@expo-google-fonts", "noto-sans-canadian-aboriginal")
for (const [folder, weight] of [["400Regular", "Regular"], ["600SemiBold", "SemiBold"]]) {
  cpSync(
    join(SYLLABICS, folder, `NotoSansCanadianAboriginal_${folder}.ttf`),
    join(OUT, "fonts", `NotoSansCanadianAboriginal-${weight}.ttf`),
  )
}
