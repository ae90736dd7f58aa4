window.YTD.tweets.part0 = [
 {"tweet": {"id_str": "11", "created_at": "Mon Mar 21 10:00:05 +0000 2022", "lang": "en", "full_text": "The cranes &amp; the letters: an activist said they were moved.", "in_reply_to_status_id_str": "10"}},
 {"tweet": {"id_str": "12", "created_at": "Mon Mar 21 11:00:05 +0000 2022", "full_text": "RT @coast_wire: The authority denied it."}},
 {"tweet": {"id_str": "13", "created_at": "Mon Mar 21 12:00:05 +0000 2022", "full_text": "A long post that begins so\u2026", "note_tweet": {"text": "A long post that begins so and says at its end that the letter is real."}}}
]