package app.gander.Gander

import java.net.URLEncoder

/** The link by which Rust learns what another app shares: its text, and the addresses of its pictures in their order. */
fun linkOf(text: CharSequence?, pictures: List<Any?>): String {
  val parts = listOf("text" to (text ?: "")) + pictures.filterNotNull().map { "picture" to it }
  return "gander-shared://app?" + parts.joinToString("&") { (name, value) -> name + "=" + URLEncoder.encode(value.toString(), "UTF-8") }
}
