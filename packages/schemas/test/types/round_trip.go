// Reads a list of {"type", "text"} from standard input, decodes each and writes the texts it encodes to.
package main

import (
	"encoding/json"
	"os"

	"roundtrip/asyncinvoke"
)

var types = map[string]func() any{
	//TYPES
}

func main() {
	var cases []struct{ Type, Text string }
	check(json.NewDecoder(os.Stdin).Decode(&cases))
	texts := []string{}
	for _, c := range cases {
		document := types[c.Type]()
		check(json.Unmarshal([]byte(c.Text), document))
		text, err := json.Marshal(document)
		check(err)
		texts = append(texts, string(text))
	}
	check(json.NewEncoder(os.Stdout).Encode(texts))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
