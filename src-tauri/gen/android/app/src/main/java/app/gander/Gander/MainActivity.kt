package app.gander.Gander

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import androidx.activity.enableEdgeToEdge
import androidx.core.content.IntentCompat

/** Hands links and what other apps share to Rust, which decides everything. */
class MainActivity : TauriActivity() {
  override fun onCreate(savedInstanceState: Bundle?) {
    enableEdgeToEdge()
    // An activity made anew, or opened from the recent apps, has its former intent, which Rust has had already.
    val isOld = savedInstanceState != null || intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0
    intent = if (isOld) Intent(Intent.ACTION_MAIN) else asLink(intent)
    super.onCreate(savedInstanceState)
  }

  override fun onNewIntent(intent: Intent) {
    super.onNewIntent(asLink(intent))
  }

  /** Rust hears of links only. The picture stays with the other app, which permits Gander to read it. */
  private fun asLink(intent: Intent): Intent {
    val pictures = when (intent.action) {
      Intent.ACTION_SEND -> listOf(IntentCompat.getParcelableExtra(intent, Intent.EXTRA_STREAM, Uri::class.java))
      Intent.ACTION_SEND_MULTIPLE -> IntentCompat.getParcelableArrayListExtra(intent, Intent.EXTRA_STREAM, Uri::class.java).orEmpty()
      else -> return intent
    }
    val text = intent.getCharSequenceExtra(Intent.EXTRA_TEXT)
    return Intent(Intent.ACTION_VIEW, Uri.parse(linkOf(text, pictures)))
  }
}
