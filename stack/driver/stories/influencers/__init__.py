"""Three partners bring people and buyers, and are paid: from a link to a euro."""
